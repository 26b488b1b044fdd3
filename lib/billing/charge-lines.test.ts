import { describe, expect, it } from 'vitest';
import { type PriceInput, priceSchema } from '@/lib/pricing';
import { adjustmentLine, carryLine, type RatedUse, usageLines } from './charge-lines';

const span = { start: new Date('2025-12-31T18:30:00Z'), end: new Date('2026-01-31T18:30:00Z') };
const rated = (price: PriceInput, quantity: string, fields: Partial<RatedUse> = {}): RatedUse => ({
  meterName: 'API calls',
  price: priceSchema.parse(price),
  currency: 'INR',
  taxCode: '998315',
  span,
  timezone: 'Asia/Kolkata',
  isWhole: true,
  use: { quantity, calls: BigInt(Math.ceil(Number(quantity))) },
  detail: {},
  ...fields,
});
const tiered: PriceInput = {
  model: 'graduated',
  tiers: [
    { upTo: '1000', unitPrice: '0.01', flatFee: '5' },
    { upTo: null, unitPrice: '0.001', flatFee: '2' },
  ],
};

describe('a line of usage', () => {
  it('of one price is plain', () => {
    expect(usageLines(rated({ model: 'standard', unitPrice: '0.001' }, '20000'))).toMatchObject([
      {
        kind: 'usage',
        quantity: '20000',
        unitPrice: '0.001',
        exact: '20',
        amount: 2000n,
        tiers: [],
        taxCode: '998315',
      },
    ]);
  });

  it('of several parts names them, and they sum to it', () => {
    const [line] = usageLines(rated({ ...tiered, included: '100' }, '1600'));
    expect(line).toMatchObject({ quantity: '1600', unitPrice: null, amount: 1750n, exact: '17.5' });
    expect(line?.tiers.map(({ quantity, amount }) => [quantity, amount])).toEqual([
      ['100', 0],
      ['1000', 1000],
      ['1', 500],
      ['500', 50],
      ['1', 200],
    ]);
  });

  it('has its minimum on a line of its own; what a change cut off owes none', () => {
    const price: PriceInput = { model: 'standard', unitPrice: '0.001', minimumSpend: '100' };
    expect(usageLines(rated(price, '20000')).map(({ kind, amount }) => [kind, amount])).toEqual([
      ['usage', 2000n],
      ['minimum', 8000n],
    ]);
    expect(usageLines(rated(price, '20000', { isWhole: false }))).toHaveLength(1);
    expect(usageLines(rated(tiered, '0')).map(({ amount }) => amount)).toEqual([500n]);
    expect(usageLines(rated(tiered, '0', { isWhole: false }))).toEqual([]);
  });
});

describe('an adjustment', () => {
  it('is the price of all less the price of what was billed', () => {
    const line = adjustmentLine(rated(tiered, '1500'), { quantity: '900', calls: 900n });
    expect(line).toMatchObject({ kind: 'adjustment', quantity: '600', amount: 1750n - 1400n, exact: '3.5' });
  });

  it('owes the flat fee of zero usage once, and not before a cut off part was used', () => {
    const billed = { quantity: '0', calls: 0n };
    expect(adjustmentLine(rated(tiered, '100'), billed)?.amount).toBe(100n);
    expect(adjustmentLine(rated(tiered, '100', { isWhole: false }), billed)?.amount).toBe(600n);
  });

  it('is none where nothing changed, and negative where usage was taken back', () => {
    const price: PriceInput = { model: 'standard', unitPrice: '1' };
    expect(adjustmentLine(rated(price, '5'), { quantity: '5', calls: 5n })).toBeNull();
    expect(adjustmentLine(rated(price, '5'), { quantity: '7', calls: 7n })).toMatchObject({
      quantity: '-2',
      amount: -200n,
    });
  });
});

describe('what is carried over', () => {
  it('brings a negative sum to zero', () => {
    expect(carryLine(-12_345n, 'INR', span)).toMatchObject({ amount: 12_345n, exact: '123.45' });
  });
});
