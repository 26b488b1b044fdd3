import { priceOfUse } from '@/lib/billing';
import { decimal } from '@/lib/core/decimal';
import { toMinor } from '@/lib/core/money';
import type { Plan } from '@/lib/plans';

/** Pure: what a month of use would cost on the plans that are for sale. */

export interface MonthOfUse {
  meter: string;
  quantity: string;
  calls: bigint;
}

type Sold = Pick<Plan, 'currency' | 'interval' | 'basePrice' | 'prices' | 'quotas' | 'slug'>;

/** True where neither base fee nor price can ever ask for money. */
export function isFree({ basePrice, prices }: Pick<Plan, 'basePrice' | 'prices'>): boolean {
  return decimal(basePrice).isZero() && prices.length === 0;
}

/** A month of use on one plan, its base fee in it; null where a hard quota ends before that. */
export function worthOn(plan: Sold, uses: readonly MonthOfUse[]): bigint | null {
  for (const { meter, quantity } of uses) {
    const quota = plan.quotas.find((one) => one.meter === meter && one.hard);
    if (quota && decimal(quantity).gt(decimal(quota.limit))) return null;
  }
  const base = decimal(plan.basePrice).div(decimal(plan.interval === 'year' ? 12 : 1));
  return uses.reduce(
    (sum, { meter, quantity, calls }) => {
      const price = plan.prices.find((one) => one.meter === meter);
      const use = { quantity, calls };
      return price ? sum + priceOfUse({ price, currency: plan.currency, isWhole: true, use }) : sum;
    },
    toMinor(base, plan.currency),
  );
}

/** The least that a month of use would cost on a plan that is not free; null where none could take it. */
export function cheapestWorth(plans: readonly Sold[], uses: readonly MonthOfUse[]): bigint | null {
  return plans
    .filter((plan) => !isFree(plan))
    .map((plan) => worthOn(plan, uses))
    .reduce((least, worth) => {
      if (worth === null) return least;
      return least === null || worth < least ? worth : least;
    }, null);
}
