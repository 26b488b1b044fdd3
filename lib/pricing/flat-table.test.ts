import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDouble } from '@/lib/core/decimal';
import { toExactMinor } from '@/lib/core/money';
import { anyPrice } from './arbitraries';
import { compileFlatTable, priceFromTable, spendFromTable } from './flat-table';
import { exactTotal, rateCharge } from './rate';
import { priceSchema } from './schemas';

const quantityArbitrary = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 2 ** 40 }));

describe('the flat table of a price', () => {
  it('is plain JSON', () => {
    const price = priceSchema.parse({ model: 'standard', included: '50000', unitPrice: '0.001' });
    const table = compileFlatTable(price, 'INR');
    expect(table).toEqual([1, 50000, 0, 1, 0, 1, -1, -1, 0, 1, 1, -1, 0.1, 0]);
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
  });

  it.each([
    [50000, 0],
    [50001, 0.1],
    [150000, 10000],
  ])('prices %i calls at %d minor units', (quantity, expected) => {
    const price = priceSchema.parse({ model: 'standard', included: '50000', unitPrice: '0.001' });
    expect(priceFromTable(compileFlatTable(price, 'INR'), quantity)).toBeCloseTo(expected, 9);
  });

  it('agrees with the exact price of every model, within the precision of doubles', () => {
    fc.assert(
      fc.property(
        anyPrice,
        quantityArbitrary,
        fc.integer({ min: 0, max: 1000 }),
        fc.constantFrom('INR', 'JPY', 'KWD'),
        (price, quantity, eventCount, currency) => {
          const exact = toDouble(toExactMinor(exactTotal(price, String(quantity), eventCount), currency));
          const fast = priceFromTable(compileFlatTable(price, currency), quantity, eventCount);
          expect(Math.abs(fast - exact)).toBeLessThanOrEqual(1e-6 + Math.abs(exact) * 1e-12);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never says less than the invoice will, so a spend limit is never exceeded', () => {
    fc.assert(
      fc.property(anyPrice, quantityArbitrary, (price, quantity) => {
        const invoiced = rateCharge(price, { quantity: String(quantity) }, 'INR').amountMinor;
        const spend = BigInt(spendFromTable(compileFlatTable(price, 'INR'), quantity));
        expect(spend >= invoiced).toBe(true);
        expect(spend - invoiced <= 1n + invoiced / 10n ** 13n).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
