import { describe, expect, it } from 'vitest';
import { sumMinor } from '@/lib/core/money';
import { rateCharge } from './rate';
import { type PriceInput, priceSchema } from './schemas';

const GRADUATED: PriceInput = {
  model: 'graduated',
  tiers: [
    { upTo: '1000', unitPrice: '0.01', flatFee: '5' },
    { upTo: '10000', unitPrice: '0.005', flatFee: '2' },
    { upTo: null, unitPrice: '0.001', flatFee: '10' },
  ],
};
const VOLUME: PriceInput = { ...GRADUATED, model: 'volume' };

describe('quantity already billed', () => {
  const slice = (price: PriceInput, quantity: string, billedQuantity?: string) =>
    rateCharge(priceSchema.parse(price), { quantity, billedQuantity }, 'INR');

  it('prices the difference of the two totals', () => {
    const { lines, exact } = slice(GRADUATED, '1500', '500');
    expect(exact).toBe('9.5');
    expect(lines.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
      ['500', '0.01'],
      ['500', '0.005'],
      ['1', '2'],
    ]);
  });

  it('loses no unit when a running total is rounded slice by slice', () => {
    const price: PriceInput = { model: 'standard', unitPrice: '0.004' };
    const amounts = [slice(price, '1'), slice(price, '2', '1'), slice(price, '3', '2')].map(
      ({ amountMinor }) => amountMinor,
    );
    expect(amounts).toEqual([0n, 1n, 0n]);
    expect(sumMinor(amounts)).toBe(slice(price, '3').amountMinor);
    const halves: PriceInput = { model: 'standard', unitPrice: '0.005' };
    const ten = Array.from({ length: 10 }, (_, index) =>
      index === 0 ? slice(halves, '1') : slice(halves, String(index + 1), String(index)),
    );
    expect(sumMinor(ten.map(({ amountMinor }) => amountMinor))).toBe(5n);
  });

  it('is negative when a volume tier is crossed in the middle of a period', () => {
    const { lines, exact, amountMinor } = slice(VOLUME, '1001', '1000');
    expect(exact).toBe('-7.995');
    expect(amountMinor).toBe(701n - 1500n);
    expect(lines.map(({ description, quantity, exact: part }) => [description, quantity, part])).toEqual([
      ['calls, tier 2 (1000 to 10000)', '1001', '5.005'],
      ['calls, tier 2 (1000 to 10000), flat fee', '1', '2'],
      ['calls, tier 1 (0 to 1000), already billed', '-1000', '-10'],
      ['calls, tier 1 (0 to 1000), flat fee, already billed', '-1', '-5'],
    ]);
  });

  it('is negative when usage was taken back', () => {
    expect(slice({ model: 'standard', unitPrice: '0.5' }, '3', '5')).toMatchObject({
      exact: '-1',
      amountMinor: -100n,
    });
  });

  it('owes the flat fee of zero usage once', () => {
    expect(slice(GRADUATED, '0').exact).toBe('5');
    expect(slice(GRADUATED, '0', '0')).toMatchObject({ exact: '0', amountMinor: 0n });
    expect(slice(GRADUATED, '100', '0').exact).toBe('1');
    expect(slice(GRADUATED, '100').exact).toBe('6');
    expect(slice(VOLUME, '100', '0').exact).toBe('1');
  });

  it('gives back a minimum that usage has overtaken', () => {
    const price: PriceInput = { model: 'standard', unitPrice: '1', minimumSpend: '10' };
    expect(slice(price, '4', '1').exact).toBe('0');
    expect(slice(price, '12', '4').exact).toBe('2');
  });

  it('of everything leaves one line of nothing', () => {
    const { lines } = slice(GRADUATED, '1500', '1500');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ kind: 'usage', quantity: '0', exact: '0', amountMinor: 0n });
  });
});
