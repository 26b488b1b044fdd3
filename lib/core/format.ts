import { minorDigits } from './currency';

/** Numbers and dates for people, the same on screens and on paper. Amounts of money are money.ts's. */

/** The locale that a currency's numbers are grouped by: lakh and crore for rupees. */
export function localeOf(currency: string): string {
  return currency === 'INR' ? 'en-IN' : 'en-US';
}

/** A count, grouped as the currency's country groups: `1,50,000` for rupees. */
export function formatCount(count: number | string, currency: string, maximumFractionDigits = 6): string {
  return new Intl.NumberFormat(localeOf(currency), { maximumFractionDigits }).format(
    count as Intl.StringNumericLiteral,
  );
}

/** Nobody sets a price with more decimals; what has more is a quotient, such as a fee by the day. */
const MOST_DECIMALS = 12;
/** How much finer than the currency itself a quotient is shown. */
const FINER_DIGITS = 2;

/**
 * A price in the major unit, as a decimal string: no needless zeros (`₹499`), all the digits that it has
 * (`₹0.0005`), and otherwise the currency's own (`₹49.50`). A quotient is rounded (`₹483.7742`); an invoice's `exact`
 * has all of it.
 */
export function formatPrice(major: string, currency: string): string {
  const fraction = (major.split('.')[1] ?? '').replace(/0+$/, '');
  const own = minorDigits(currency);
  const isQuotient = fraction.length > MOST_DECIMALS;
  const digits = isQuotient ? own + FINER_DIGITS : fraction === '' ? 0 : Math.max(fraction.length, own);
  return new Intl.NumberFormat(localeOf(currency), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(major as Intl.StringNumericLiteral);
}

/** Dates are written alike for everyone, day first and month in words. */
const DATE_LOCALE = 'en-GB';

const DATE_FORMATS = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  shortDay: { day: 'numeric', month: 'short' },
  instant: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateFormat = keyof typeof DATE_FORMATS;

export function formatInstant(instant: string | Date, timezone: string, format: DateFormat): string {
  return new Intl.DateTimeFormat(DATE_LOCALE, { ...DATE_FORMATS[format], timeZone: timezone }).format(
    new Date(instant),
  );
}
