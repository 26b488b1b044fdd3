import { minorDigits } from '@/lib/core/currency';
import { AppError } from '@/lib/core/errors';
import { toSafeNumber } from '@/lib/core/money';

/**
 * Amounts as Stripe counts them. It follows ISO 4217 for most currencies and a list of its own for the rest
 * (https://docs.stripe.com/currencies#special-cases). Pure.
 */

/** Without a minor unit for ISO, but of two digits for Stripe, the last two always zero. */
const TWO_DIGITS_FOR_STRIPE = new Set(['ISK', 'UGX']);

/** Whole units for Stripe, though ISO counts two digits. */
const NO_DIGITS_FOR_STRIPE = new Set(['MGA']);

/** The smallest amounts that Stripe charges, in Stripe's units; others are known by its refusal. */
const MINIMUM: Record<string, bigint> = {
  USD: 50n,
  AED: 200n,
  AUD: 50n,
  BGN: 100n,
  BRL: 50n,
  CAD: 50n,
  CHF: 50n,
  CZK: 1500n,
  DKK: 250n,
  EUR: 50n,
  GBP: 30n,
  HKD: 400n,
  HUF: 17500n,
  INR: 50n,
  JPY: 50n,
  MXN: 1000n,
  MYR: 200n,
  NOK: 300n,
  NZD: 50n,
  PLN: 200n,
  RON: 200n,
  SEK: 300n,
  SGD: 50n,
  THB: 1000n,
};

/**
 * Our minor units as the whole number that Stripe takes. What Stripe cannot charge exactly (a fils that is no
 * multiple of ten, an iraimbilanja) is rounded half up to what it can.
 * @throws AppError `validation_failed` beyond what a double holds exactly
 */
export function toStripeAmount(amountMinor: bigint, currency: string): number {
  return toSafeNumber(toStripeUnits(amountMinor, currency), 'amount');
}

/** Stripe's whole number as our minor units. @throws AppError `unavailable` for what is no whole number */
export function fromStripeAmount(amount: number, currency: string): bigint {
  if (!Number.isSafeInteger(amount))
    throw new AppError('unavailable', 'Stripe named an amount that is none.');
  const units = BigInt(amount);
  if (TWO_DIGITS_FOR_STRIPE.has(currency)) return divideHalfUp(units, 100n);
  if (NO_DIGITS_FOR_STRIPE.has(currency)) return units * 100n;
  return units;
}

/** What of an amount Stripe can take, in our minor units: the same, but where it was rounded. */
export function chargeableMinor(amountMinor: bigint, currency: string): bigint {
  return fromStripeAmount(toStripeAmount(amountMinor, currency), currency);
}

/** True for an amount that Stripe refuses because it is too small to be worth a charge. */
export function isBelowMinimum(amountMinor: bigint, currency: string): boolean {
  return toStripeUnits(amountMinor, currency) < (MINIMUM[currency] ?? 1n);
}

function toStripeUnits(amountMinor: bigint, currency: string): bigint {
  if (TWO_DIGITS_FOR_STRIPE.has(currency)) return amountMinor * 100n;
  if (NO_DIGITS_FOR_STRIPE.has(currency)) return divideHalfUp(amountMinor, 100n);
  if (minorDigits(currency) === 3) return divideHalfUp(amountMinor, 10n) * 10n;
  return amountMinor;
}

/** Of amounts that are not negative. */
function divideHalfUp(amount: bigint, by: bigint): bigint {
  const rest = amount % by;
  const whole = amount - rest;
  const up = rest * 2n >= by ? by : 0n;
  return quotient(whole + up, by);
}

/** Exact: `by` divides `amount`. */
function quotient(amount: bigint, by: bigint): bigint {
  const digits = by.toString().length - 1;
  return BigInt(amount.toString().slice(0, -digits) || '0');
}
