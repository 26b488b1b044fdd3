import { minorDigits } from './currency';
import { type Decimal, decimal, floorToBigint, parseDecimal, roundToBigint, sumDecimals } from './decimal';
import { invalidField } from './errors';

/** Largest amount that a JSON number carries exactly: 2^53 − 1 minor units. */
export const MAX_AMOUNT_MINOR = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Major units to minor units, exactly: 1.005 INR is 100.5 paise. Not rounded.
 */
export function toExactMinor(major: Decimal | string, currency: string): Decimal {
  return decimal(major).times(decimal(10).pow(minorDigits(currency)));
}

/**
 * Major units to whole minor units, rounded once, exact halves away from zero: 1.005 INR → 101n.
 * @param major a decimal, or a decimal string in plain notation
 */
export function toMinor(major: Decimal | string, currency: string): bigint {
  return roundToBigint(toExactMinor(major, currency));
}

/**
 * An amount that somebody typed in major units, as minor units: `49.50` INR → 4950n.
 * @throws AppError `validation_failed` naming `path`: no number, or more digits than the currency has
 */
export function parseAmount(text: string, currency: string, path: string): bigint {
  const exact = toExactMinor(parseDecimal(text.trim(), path), currency);
  if (!exact.isInteger()) throw invalidField(path, 'too_precise', `Has more digits than ${currency} does.`);
  return BigInt(exact.toFixed(0));
}

/** Minor units to major units as an exact decimal: 15050n INR → 150.5. */
export function fromMinorToDecimal(amountMinor: bigint | number, currency: string): Decimal {
  return decimal(amountMinor).div(decimal(10).pow(minorDigits(currency)));
}

/** Minor units to a decimal string in major units, with all the currency's digits: 15050n INR → `150.50`. */
export function fromMinor(amountMinor: bigint | number, currency: string): string {
  const digits = minorDigits(currency);
  const amount = toBigint(amountMinor);
  const magnitude = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0');
  const sign = amount < 0n ? '-' : '';
  if (digits === 0) return sign + magnitude;
  return `${sign}${magnitude.slice(0, -digits)}.${magnitude.slice(-digits)}`;
}

/**
 * An amount as the JSON number of the contract.
 * @throws AppError `validation_failed` when a double would not hold it exactly
 */
export function toSafeNumber(amountMinor: bigint, path: string): number {
  if (amountMinor > MAX_AMOUNT_MINOR || amountMinor < -MAX_AMOUNT_MINOR) {
    throw invalidField(path, 'amount_too_large', 'The amount exceeds 9007199254740991 minor units.');
  }
  return Number(amountMinor);
}

/** The smaller of two amounts. */
export function leastMinor(left: bigint, right: bigint): bigint {
  const isLess = left < right;
  return isLess ? left : right;
}

export function sumMinor(amountsMinor: readonly bigint[]): bigint {
  return amountsMinor.reduce((total, amount) => total + amount, 0n);
}

/**
 * Splits a total in proportion to weights by largest remainder. The parts always sum to the total; equal
 * remainders are served in order of position; a part of weight zero gets nothing (unless all weights are zero:
 * then the split is even). Weights may be negative as long as they do not sum to zero: a refund among charges.
 * `allocate(-total, …)` is the negation of `allocate(total, …)`.
 * @throws RangeError when there is nothing to allocate to, or the weights cancel out
 */
export function allocate(total: bigint, weights: readonly (bigint | Decimal)[]): bigint[] {
  if (total < 0n) return allocate(-total, weights).map((part) => (part === 0n ? 0n : -part));
  const exactWeights = evenIfAllZero(weights.map((weight) => decimal(weight)));
  const weightSum = sumDecimals(exactWeights);
  if (total === 0n) return exactWeights.map(() => 0n);
  if (weightSum.isZero()) throw new RangeError('Cannot allocate over weights that sum to zero.');
  const shares = exactWeights.map((weight) => decimal(total).times(weight).div(weightSum));
  return apportion(total, shares);
}

/**
 * Rounds exact parts (in minor units, not necessarily whole) so that they sum to a whole that was rounded
 * before: every part is floored and the rest goes, a unit each, to the largest remainders, first come first
 * served among equals. The whole may differ from the sum of the parts by rounding.
 */
export function apportion(whole: bigint, exactParts: readonly Decimal[]): bigint[] {
  if (exactParts.length === 0) {
    if (whole === 0n) return [];
    throw new RangeError('Cannot apportion an amount over no parts.');
  }
  const parts = exactParts.map(floorToBigint);
  const byRemainder = exactParts
    .map((exact, index) => ({ index, remainder: exact.minus(decimal(parts[index] as bigint)) }))
    .sort((left, right) => right.remainder.comparedTo(left.remainder) || left.index - right.index);
  const rest = whole - sumMinor(parts);
  const count = BigInt(parts.length);
  // The floored quotient: every part's equal share of a rest that has more units than there are parts.
  const rounds = rest >= 0n ? rest / count : -((-rest + count - 1n) / count);
  const extra = rest - rounds * count;
  byRemainder.forEach(({ index }, rank) => {
    parts[index] = (parts[index] as bigint) + rounds + (BigInt(rank) < extra ? 1n : 0n);
  });
  return parts;
}

const formatters = new Map<string, Intl.NumberFormat>();

/**
 * An amount for people, exactly, from minor units: `formatMoney(15000000n, 'INR')` → `₹1,50,000.00`. The same
 * text on the server and in the browser: the locale is never the machine's, and the digits are ISO 4217's.
 * @param locale BCP 47; without it `en-IN` (lakh and crore grouping) for INR and `en-US` for the rest
 */
export function formatMoney(amountMinor: bigint | number, currency: string, locale?: string): string {
  const chosenLocale = locale ?? (currency === 'INR' ? 'en-IN' : 'en-US');
  const key = `${chosenLocale} ${currency}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    const digits = minorDigits(currency);
    formatter = new Intl.NumberFormat(chosenLocale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formatters.set(key, formatter);
  }
  // A decimal string is formatted digit by digit; a JS number would go through a double.
  return formatter.format(fromMinor(amountMinor, currency) as Intl.StringNumericLiteral);
}

function toBigint(amountMinor: bigint | number): bigint {
  if (typeof amountMinor === 'bigint') return amountMinor;
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`Not a whole amount: ${amountMinor}`);
  return BigInt(amountMinor);
}

function evenIfAllZero(weights: Decimal[]): Decimal[] {
  if (weights.length === 0) throw new RangeError('Cannot allocate over no weights.');
  return weights.every((weight) => weight.isZero()) ? weights.map(() => decimal(1)) : weights;
}
