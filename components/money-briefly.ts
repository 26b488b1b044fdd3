import { localeOf } from '@/lib/core/format';

/** An amount for an axis: `₹12K`, `₹1.5L`. Apart from money.tsx: charts need no exact decimals in the browser. */
export function formatMoneyBriefly(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat(localeOf(currency), {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits;
  return format.format(amountMinor / 10 ** (digits ?? 2));
}
