import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceOfUse } from '@/lib/billing';
import type { Price } from '@/lib/pricing';
import { accrueByDay, type PriceOf } from './accrue';

const priceBy =
  (price: Price): PriceOf =>
  (use, isWhole) =>
    priceOfUse({ price, use, isWhole, currency: 'INR' });

const standard: Price = { meter: 'calls', model: 'standard', included: '100', unitPrice: '1' };
const graduated: Price = {
  meter: 'calls',
  model: 'graduated',
  minimumSpend: '50',
  tiers: [
    { upTo: '100', unitPrice: '0.333' },
    { upTo: null, unitPrice: '0.1', flatFee: '7' },
  ],
};
const day = (name: string, quantity: string) => ({ day: name, quantity, calls: 1n });

describe('usage revenue by day', () => {
  it('is the price of all until the day less the price of all before it', () => {
    const days = [day('2026-01-01', '80'), day('2026-01-02', '40'), day('2026-01-03', '10')];
    expect(accrueByDay(days, priceBy(standard), null)).toEqual([
      { day: '2026-01-02', amountMinor: 2000n },
      { day: '2026-01-03', amountMinor: 1000n },
    ]);
  });

  it('counts what was used before the range without earning it again', () => {
    const days = [day('', '150'), day('2026-01-02', '1')];
    expect(accrueByDay(days, priceBy(standard), null)).toEqual([{ day: '2026-01-02', amountMinor: 100n }]);
  });

  it('earns a minimum on the day on which the span closes', () => {
    const days = [day('2026-01-01', '10')];
    const closed = accrueByDay(days, priceBy(graduated), { day: '2026-01-31' });
    expect(closed).toEqual([
      { day: '2026-01-01', amountMinor: 333n },
      { day: '2026-01-31', amountMinor: 4667n },
    ]);
    expect(accrueByDay([], priceBy(graduated), { day: '2026-01-31' })).toEqual([
      { day: '2026-01-31', amountMinor: 5000n },
    ]);
  });

  it('adds up to what the closed span is invoiced for, however many days there are', () => {
    const uses = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(uses, fc.constantFrom(standard, graduated), (quantities, price) => {
        const days = quantities.map((quantity, index) => day(`2026-01-${index + 10}`, String(quantity)));
        const accrued = accrueByDay(days, priceBy(price), { day: '2026-01-31' });
        const quantity = String(quantities.reduce((sum, one) => sum + one, 0));
        const use = { quantity, calls: BigInt(quantities.length) };
        const whole = priceOfUse({ price, use, isWhole: true, currency: 'INR' });
        expect(accrued.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(whole);
      }),
      { numRuns: 100 },
    );
  });
});
