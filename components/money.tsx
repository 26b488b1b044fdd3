import { minorDigits } from '@/lib/core/currency';
import { formatMoney } from '@/lib/core/money';
import { localeOf } from './count';

/** An amount of minor units, as it stands on an invoice: with all the currency's digits. */
export function Money({ amountMinor, currency }: { amountMinor: bigint | number; currency: string }) {
  return <span className="whitespace-nowrap tabular-nums">{formatMoney(amountMinor, currency)}</span>;
}

/**
 * A price in the major unit, as a decimal string: no needless zeros (`₹499`), all the digits that it has
 * (`₹0.0005`), and otherwise the currency's own (`₹49.50`).
 */
export function formatPrice(major: string, currency: string): string {
  const fraction = (major.split('.')[1] ?? '').replace(/0+$/, '');
  const digits = fraction === '' ? 0 : Math.max(fraction.length, minorDigits(currency));
  return new Intl.NumberFormat(localeOf(currency), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(major as Intl.StringNumericLiteral);
}
