import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, sumDecimals } from '@/lib/core/decimal';
import { sumMinor } from '@/lib/core/money';
import { anyPrice, priceOf, quantityText } from './arbitraries';
import { exactTotal, rateCharge } from './rate';

describe('every price', () => {
  const currencyArbitrary = fc.constantFrom('INR', 'JPY', 'KWD');
  const eventsArbitrary = fc.integer({ min: 0, max: 9 });

  it('has lines whose amounts sum to the charge and whose exact values sum to its exact value', () => {
    fc.assert(
      fc.property(
        anyPrice,
        quantityText,
        fc.option(quantityText, { nil: undefined }),
        eventsArbitrary,
        currencyArbitrary,
        (price, quantity, billedQuantity, eventCount, currency) => {
          const charge = rateCharge(price, { quantity, billedQuantity, eventCount }, currency);
          expect(sumMinor(charge.lines.map(({ amountMinor }) => amountMinor))).toBe(charge.amountMinor);
          const exact = sumDecimals(charge.lines.map((line) => decimal(line.exact)));
          expect(exact.minus(decimal(charge.exact)).abs().lt('1e-30')).toBe(true);
          expect(charge.lines.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('has lines that are quantity times unit price', () => {
    fc.assert(
      fc.property(anyPrice, quantityText, (price, quantity) => {
        if (price.convert?.factor === '3') return;
        for (const line of rateCharge(price, { quantity }, 'INR').lines) {
          expect(decimal(line.quantity).times(decimal(line.unitPrice)).eq(decimal(line.exact))).toBe(true);
        }
      }),
    );
  });

  it('never falls with quantity, except by volume', () => {
    fc.assert(
      fc.property(
        priceOf('standard', 'graduated', 'package', 'percentage'),
        quantityText,
        quantityText,
        (price, one, other) => {
          const [less, more] = decimal(one).lte(decimal(other)) ? [one, other] : [other, one];
          expect(exactTotal(price, more).gte(exactTotal(price, less))).toBe(true);
        },
      ),
    );
  });

  it('adds up over slices, before rounding and after', () => {
    fc.assert(
      fc.property(
        anyPrice,
        fc.array(quantityText, { minLength: 1, maxLength: 6 }),
        currencyArbitrary,
        (price, runningTotals, currency) => {
          const slices = runningTotals.map((quantity, index) =>
            rateCharge(price, { quantity, billedQuantity: runningTotals[index - 1] }, currency),
          );
          const whole = rateCharge(price, { quantity: runningTotals.at(-1) as string }, currency);
          expect(sumMinor(slices.map(({ amountMinor }) => amountMinor))).toBe(whole.amountMinor);
          const exact = sumDecimals(slices.map((part) => decimal(part.exact)));
          expect(exact.minus(decimal(whole.exact)).abs().lt('1e-30')).toBe(true);
        },
      ),
    );
  });
});
