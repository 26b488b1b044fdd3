import { formatMoney } from '@/lib/core/money';

/** An amount of minor units, as it stands on an invoice: with all the currency's digits. */
export function Money({ amountMinor, currency }: { amountMinor: bigint | number; currency: string }) {
  return <span className="whitespace-nowrap tabular-nums">{formatMoney(amountMinor, currency)}</span>;
}
