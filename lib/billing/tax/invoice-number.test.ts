import { describe, expect, it } from 'vitest';
import { documentNumber, financialYearOf, seriesOf } from './invoice-number';

const at = (iso: string) => new Date(iso);

describe('the financial year', () => {
  it.each([
    ['2026-03-31', '2526'],
    ['2026-04-01', '2627'],
    ['2026-12-31', '2627'],
    ['2027-01-01', '2627'],
    ['2027-03-31', '2627'],
    ['2099-04-01', '9900'],
  ])('of %s is %s', (day, year) => {
    expect(financialYearOf(day)).toBe(year);
  });
});

describe('invoice numbers', () => {
  it('change series at midnight of 1 April in the provider’s time zone', () => {
    expect(seriesOf('invoice', at('2026-03-31T18:29:59Z'), 'Asia/Kolkata').key).toBe('INV/2526');
    expect(seriesOf('invoice', at('2026-03-31T18:30:00Z'), 'Asia/Kolkata').key).toBe('INV/2627');
    expect(seriesOf('invoice', at('2026-03-31T18:30:00Z'), 'UTC').key).toBe('INV/2526');
  });

  const series = (kind: 'invoice' | 'credit_note') =>
    seriesOf(kind, at('2026-07-01T00:00:00Z'), 'Asia/Kolkata');

  it.each([
    ['invoice' as const, 1, 'INV/2627/000001'],
    ['invoice' as const, 999999, 'INV/2627/999999'],
    ['invoice' as const, 1000000, 'INV/2627/1000000'],
    ['credit_note' as const, 1, 'CN/2627/00001'],
    ['credit_note' as const, 123456, 'CN/2627/123456'],
  ])('%s %i is %s', (kind, sequence, number) => {
    expect(documentNumber(series(kind), sequence)).toBe(number);
    expect(number.length).toBeLessThanOrEqual(16);
  });

  it('never exceed sixteen characters, and count from 1', () => {
    expect(documentNumber(series('invoice'), 9999999n)).toHaveLength(16);
    expect(() => documentNumber(series('invoice'), 10000000)).toThrow(RangeError);
    expect(() => documentNumber(series('credit_note'), 100000000)).toThrow(RangeError);
    expect(() => documentNumber(series('invoice'), 0)).toThrow(RangeError);
  });
});
