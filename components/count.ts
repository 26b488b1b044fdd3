/* Numbers that are no money. Apart from money.tsx, because charts need no exact decimals in the browser. */

/** The locale that a currency's numbers are grouped by: lakh and crore for rupees. */
export function localeOf(currency: string): string {
  return currency === 'INR' ? 'en-IN' : 'en-US';
}

/** A count, grouped as the currency's country groups: `1,50,000` for rupees. */
export function formatCount(count: number | string, currency: string): string {
  return new Intl.NumberFormat(localeOf(currency), { maximumFractionDigits: 6 }).format(
    count as Intl.StringNumericLiteral,
  );
}

/** A count for an axis: `12K`, `1.5L`. */
export function formatCountBriefly(count: number, currency: string): string {
  return new Intl.NumberFormat(localeOf(currency), { notation: 'compact', maximumFractionDigits: 1 }).format(
    count,
  );
}
