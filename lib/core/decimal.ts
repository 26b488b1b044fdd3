import { Decimal as DecimalJs } from 'decimal.js';
import { invalidField } from './errors';

/**
 * A clone with settings of its own, so nobody's `Decimal.set` can change what we bill. 240 significant digits
 * hold any product of three accepted decimals (60 digits each) exactly; only a division can be inexact.
 */
const Exact = DecimalJs.clone({
  defaults: true,
  precision: 240,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

/** An exact decimal number. Made by `decimal` or `parseDecimal` only, never from a fractional JS number. */
export type Decimal = DecimalJs;

/**
 * Plain notation: at most 30 digits, optionally a point and at most 30 more. No exponent, no `+`, no spaces, no NaN
 * or Infinity.
 */
export const UNSIGNED_DECIMAL_PATTERN = /^\d{1,30}(\.\d{1,30})?$/;
export const SIGNED_DECIMAL_PATTERN = /^-?\d{1,30}(\.\d{1,30})?$/;

/**
 * A quotient such as 10 / 3 is cut at 240 digits, so 10 / 3 × 1.5 is 4.99…9 and would round to the wrong side.
 * Rounding here first heals it: an exact product never has as many digits after the point.
 */
const GUARD_PLACES = 120;

/** A non-terminating result is shown with this many digits after the point; a terminating one in full. */
const SHOWN_PLACES_OF_ENDLESS = 34;

/** True when the text is a plain decimal of an acceptable length, sign allowed. */
export function isDecimalString(text: string): boolean {
  return SIGNED_DECIMAL_PATTERN.test(text);
}

/**
 * Parses a decimal in plain notation: at most 30 digits before and 30 after the point.
 * @param path the field to name in the error
 * @throws AppError `validation_failed` for anything else (NaN, Infinity, exponents, spaces, too long)
 */
export function parseDecimal(text: string, path = 'value'): Decimal {
  if (typeof text !== 'string' || !isDecimalString(text)) {
    throw invalidField(
      path,
      'invalid_decimal',
      'Must be a decimal string in plain notation, such as "0.0005".',
    );
  }
  return new Exact(text);
}

/**
 * A decimal from a value of our own: a decimal string of any length, a bigint, another decimal, or a whole
 * number that a double holds exactly.
 * @throws RangeError for a fractional or unsafe number, or text that is no finite decimal
 */
export function decimal(value: string | bigint | number | Decimal): Decimal {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`Not a whole number that a double holds exactly: ${value}`);
  }
  if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) {
    throw new RangeError(`Not a plain decimal: ${value.slice(0, 80)}`);
  }
  return new Exact(typeof value === 'bigint' ? value.toString() : value);
}

export const ZERO: Decimal = new Exact(0);
export const ONE: Decimal = new Exact(1);
export const HUNDRED: Decimal = new Exact(100);

/**
 * Canonical text: plain notation, no trailing zeros, no exponent, no negative zero. Endless quotients are
 * shown with 34 digits after the point.
 */
export function formatDecimal(value: Decimal): string {
  const healed = value.toDecimalPlaces(GUARD_PLACES);
  const isEndless = healed.decimalPlaces() >= GUARD_PLACES;
  const shown = isEndless ? value.toDecimalPlaces(SHOWN_PLACES_OF_ENDLESS) : healed;
  return shown.isZero() ? '0' : shown.toFixed();
}

/** Parses and writes canonically: `007.50` becomes `7.5`. */
export function canonicalDecimal(text: string, path = 'value'): string {
  return formatDecimal(parseDecimal(text, path));
}

export type RoundingMode = 'up' | 'down' | 'half_up';

/**
 * Rounds by magnitude: `up` away from zero, `down` towards zero, `half_up` to the nearest with halves away
 * from zero.
 */
export function roundTo(value: Decimal, places: number, mode: RoundingMode): Decimal {
  const rounding = { up: Exact.ROUND_UP, down: Exact.ROUND_DOWN, half_up: Exact.ROUND_HALF_UP }[mode];
  return value.toDecimalPlaces(GUARD_PLACES).toDecimalPlaces(places, rounding);
}

/** Rounds to a number of places, exact halves away from zero: 0.5 → 1, −0.5 → −1. */
export function roundHalfAwayFromZero(value: Decimal, places = 0): Decimal {
  return roundTo(value, places, 'half_up');
}

/** The nearest whole number as a bigint, exact halves away from zero. */
export function roundToBigint(value: Decimal): bigint {
  return BigInt(roundHalfAwayFromZero(value).toFixed(0));
}

/** The greatest whole number that is not above the value, as a bigint. */
export function floorToBigint(value: Decimal): bigint {
  return BigInt(value.toDecimalPlaces(GUARD_PLACES).toDecimalPlaces(0, Exact.ROUND_FLOOR).toFixed(0));
}

/** The nearest double. For enforcement, charts and statistics; never on the way to an invoice. */
export function toDouble(value: Decimal): number {
  return value.toNumber();
}

/** The exact sum; zero for none. */
export function sumDecimals(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), ZERO);
}
