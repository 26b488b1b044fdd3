import { localeOf } from '@/lib/core/format';

/** A count for an axis: `12K`, `1.5L`. */
export function formatCountBriefly(count: number, currency: string): string {
  return new Intl.NumberFormat(localeOf(currency), { notation: 'compact', maximumFractionDigits: 1 }).format(
    count,
  );
}
