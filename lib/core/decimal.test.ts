import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalDecimal,
  decimal,
  floorToBigint,
  formatDecimal,
  isDecimalString,
  parseDecimal,
  roundHalfAwayFromZero,
  roundTo,
  roundToBigint,
} from './decimal';

describe('parsing', () => {
  it.each([
    '',
    ' ',
    '1e5',
    'NaN',
    'Infinity',
    '-Infinity',
    '+1',
    '.5',
    '5.',
    '1,000',
    '0x10',
    ' 1',
    '1_000',
    '--1',
  ])('refuses %j', (text) => {
    expect(isDecimalString(text)).toBe(false);
    expect(() => parseDecimal(text, 'price')).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        fields: [expect.objectContaining({ path: 'price' })],
      }),
    );
  });

  it('accepts 30 digits on either side of the point and refuses the 31st', () => {
    const digits = '9'.repeat(30);
    expect(canonicalDecimal(`${digits}.${digits}`)).toBe(`${digits}.${digits}`);
    expect(() => parseDecimal(`1${digits}`)).toThrow();
    expect(() => parseDecimal(`1.${digits}1`)).toThrow();
  });

  it.each([
    ['007.50', '7.5'],
    ['0.000', '0'],
    ['-0', '0'],
    ['-0.10', '-0.1'],
    ['0.000000000001', '0.000000000001'],
    ['1000000000000000000000000000', '1000000000000000000000000000'],
  ])('writes %s canonically as %s', (text, canonical) => {
    expect(canonicalDecimal(text)).toBe(canonical);
  });

  it('refuses a fractional or unsafe JS number, which is no exact decimal', () => {
    expect(() => decimal(0.1)).toThrow(RangeError);
    expect(() => decimal(2 ** 53)).toThrow(RangeError);
    expect(() => decimal('1e3')).toThrow(RangeError);
    expect(formatDecimal(decimal(42))).toBe('42');
  });
});

describe('exactness', () => {
  it('multiplies 10^15 units by a price of 12 decimals without losing a digit', () => {
    expect(formatDecimal(decimal('1000000000000001').times(decimal('0.000000000001')))).toBe(
      '1000.000000000001',
    );
    expect(formatDecimal(decimal('999999999999999').times(decimal('123456.123456789012')))).toBe(
      '123456123456788888543.876543210988',
    );
  });

  it('multiplies three decimals of full length exactly', () => {
    const long = `${'9'.repeat(30)}.${'9'.repeat(30)}`;
    const product = decimal(long).times(decimal(long)).times(decimal(long));
    const integer = BigInt('9'.repeat(60)) ** 3n;
    expect(formatDecimal(product).replace('.', '').replace(/^0+/, '')).toBe(integer.toString());
  });

  it('heals a quotient: 10 ÷ 3 × 1.5 is an exact half of a cent and rounds up', () => {
    const value = decimal('0.01').div(decimal(3)).times(decimal('1.5'));
    expect(roundHalfAwayFromZero(value, 2).eq('0.01')).toBe(true);
    expect(formatDecimal(decimal(10).div(decimal(3)).times(decimal(3)))).toBe('10');
  });

  it('shows an endless quotient with 34 digits after the point', () => {
    expect(formatDecimal(decimal(1).div(decimal(3)))).toBe(`0.${'3'.repeat(34)}`);
    expect(formatDecimal(decimal(2).div(decimal(3)))).toBe(`0.${'6'.repeat(33)}7`);
  });
});

describe('rounding', () => {
  it.each([
    ['0.5', 1n],
    ['-0.5', -1n],
    ['1.5', 2n],
    ['2.5', 3n],
    ['-2.5', -3n],
    ['0.49999999999999999999', 0n],
    ['-0.49999999999999999999', 0n],
    ['0', 0n],
  ])('rounds %s to %s, exact halves away from zero', (text, expected) => {
    expect(roundToBigint(decimal(text))).toBe(expected);
  });

  it('rounds up and down by magnitude', () => {
    expect(roundTo(decimal('1.21'), 1, 'up').toString()).toBe('1.3');
    expect(roundTo(decimal('1.29'), 1, 'down').toString()).toBe('1.2');
    expect(roundTo(decimal('-1.21'), 1, 'up').toString()).toBe('-1.3');
  });

  it('is symmetric about zero, and never further than a half', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (scaled) => {
        const value = decimal(scaled).div(decimal(1000));
        const rounded = roundToBigint(value);
        expect(roundToBigint(value.negated())).toBe(-rounded);
        expect(decimal(rounded).minus(value).abs().lte('0.5')).toBe(true);
      }),
    );
  });

  it('floors negative values downwards', () => {
    expect(floorToBigint(decimal('-1.2'))).toBe(-2n);
    expect(floorToBigint(decimal('1.8'))).toBe(1n);
  });
});
