import { priceOfUse } from '@/lib/billing';
import { type Decimal, decimal, formatDecimal, sumDecimals, ZERO } from '@/lib/core/decimal';
import { sumMinor, toMinor } from '@/lib/core/money';
import type { Price } from '@/lib/pricing';

/** Pure: one closed window at the price it had, and at a draft's. */

export interface PriceTerms {
  basePrice: string;
  prices: readonly Price[];
  quotas: readonly { meter: string; limit: number; hard: boolean }[];
}

export interface UseOfWindow {
  meter: string;
  isWhole: boolean;
  quantity: string;
  calls: bigint;
  /** What it was billed by. */
  price: Price | undefined;
}

export interface FeeOfWindow {
  amount: bigint;
  exact: string;
  basePrice: string;
}

export interface WindowFacts {
  currency: string;
  uses: readonly UseOfWindow[];
  fees: readonly FeeOfWindow[];
  /** True where the window owes a base fee although none was billed: the price had none. */
  owesBase: boolean;
}

export interface RehearsedWindow {
  currentMinor: bigint;
  rehearsedMinor: bigint;
  denied: Decimal;
}

/** What the window was invoiced for, and what it would have been. Usage past a hard quota would have been refused. */
export function rehearseWindow(
  { currency, uses, fees, owesBase }: WindowFacts,
  draft: PriceTerms,
): RehearsedWindow {
  const rated = uses.map(({ price, isWhole, ...use }) => ({
    ...capped(use, draft),
    isWhole,
    currentMinor: price ? priceOfUse({ price, currency, isWhole, use }) : 0n,
  }));
  const rehearsedUse = rated.map(({ meter, isWhole, use }) => {
    const price = draft.prices.find((one) => one.meter === meter);
    return price ? priceOfUse({ price, currency, isWhole, use }) : 0n;
  });
  return {
    currentMinor: sumMinor([...fees.map(({ amount }) => amount), ...rated.map((one) => one.currentMinor)]),
    rehearsedMinor: sumMinor([...rehearsedUse, ...baseFees(fees, draft, currency, owesBase)]),
    denied: sumDecimals(rated.map(({ denied }) => denied)),
  };
}

function capped({ meter, quantity, calls }: Omit<UseOfWindow, 'price' | 'isWhole'>, draft: PriceTerms) {
  const quota = draft.quotas.find((one) => one.meter === meter && one.hard);
  const over = quota ? decimal(quantity).minus(decimal(quota.limit)) : ZERO;
  const denied = over.gt(ZERO) ? over : ZERO;
  return { meter, denied, use: { quantity: formatDecimal(decimal(quantity).minus(denied)), calls } };
}

/** Each fee that was billed, by the share of the whole fee that it was. */
function baseFees(
  fees: readonly FeeOfWindow[],
  { basePrice }: PriceTerms,
  currency: string,
  owesBase: boolean,
): bigint[] {
  if (fees.length === 0) return owesBase ? [toMinor(basePrice, currency)] : [];
  return fees.map(({ exact, basePrice: was }) =>
    decimal(was).isZero()
      ? 0n
      : toMinor(decimal(basePrice).times(decimal(exact)).div(decimal(was)), currency),
  );
}
