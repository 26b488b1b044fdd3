import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCY_CODES } from '@/lib/core/currency';
import { chargeableMinor, fromStripeAmount, isBelowMinimum, toStripeAmount } from './stripe-amount';

describe('an amount for Stripe', () => {
  it.each([
    ['INR', 4900n, 4900],
    ['USD', 1n, 1],
    ['JPY', 500n, 500],
    ['ISK', 500n, 50_000],
    ['UGX', 1n, 100],
    ['MGA', 1234n, 12],
    ['MGA', 1250n, 13],
    ['KWD', 1234n, 1230],
    ['KWD', 1235n, 1240],
    ['BHD', 4n, 0],
    ['BHD', 5n, 10],
    ['INR', 0n, 0],
    ['INR', 9_007_199_254_740_991n, 9_007_199_254_740_991],
  ])('%s %d is %d', (currency, minor, stripe) => {
    expect(toStripeAmount(minor, currency)).toBe(stripe);
  });

  it('comes back as what was charged, for every currency', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCY_CODES), fc.bigInt(0n, 10n ** 12n), (currency, minor) => {
        const back = fromStripeAmount(toStripeAmount(minor, currency), currency);
        expect(back).toBe(chargeableMinor(minor, currency));
        expect(chargeableMinor(back, currency)).toBe(back);
        const off = back > minor ? back - minor : minor - back;
        expect(off <= 50n).toBe(true);
      }),
    );
  });

  it('is never more than a double holds, nor a fraction', () => {
    expect(() => toStripeAmount(9_007_199_254_740_992n, 'INR')).toThrow(/9007199254740991/);
    expect(() => toStripeAmount(90_071_992_547_409_920n, 'ISK')).toThrow(/9007199254740991/);
    for (const amount of [0.5, Number.NaN, 2 ** 53]) {
      expect(() => fromStripeAmount(amount, 'INR')).toThrow(/Stripe/);
    }
  });
});

it.each([
  ['INR', 49n, true],
  ['INR', 50n, false],
  ['USD', 49n, true],
  ['JPY', 50n, false],
  ['ISK', 0n, true],
  ['XOF', 1n, false],
  ['INR', 0n, true],
])('%s %d is below the minimum: %s', (currency, minor, below) => {
  expect(isBelowMinimum(minor, currency)).toBe(below);
});
