import { formatPrice } from '@/components/money';
import { decimal } from '@/lib/core/decimal';
import { formatMoney, toMinor } from '@/lib/core/money';
import { rateCharge } from '@/lib/pricing/calculator';
import type { SoldPlan } from './plan-facts';

/** What one plan would cost for a month of calls. */
export interface Estimate {
  slug: string;
  /** Null when the plan's quota ends before that many calls. */
  amount: string | null;
  /** The sum behind the amount, where there is one. */
  working: string | null;
  isCheapest: boolean;
}

/** The month's price of every plan, through the code that makes the invoices. */
export function estimatePlans(plans: SoldPlan[], calls: string): Estimate[] {
  const rated = plans.map((plan) => ({ plan, ...ratePlan(plan, calls) }));
  const lowest = rated
    .filter(({ isEnough }) => isEnough)
    .reduce<bigint | null>(
      (low, { totalMinor }) => (low === null || totalMinor < low ? totalMinor : low),
      null,
    );
  const isComparable = new Set(plans.map(({ currency }) => currency)).size === 1 && plans.length > 1;
  return rated.map(({ plan, totalMinor, isEnough, parts }) => ({
    slug: plan.slug,
    amount: isEnough ? formatMoney(totalMinor, plan.currency) : null,
    working: parts.length > 1 || plan.interval === 'year' ? parts.join(' + ') : null,
    isCheapest: isComparable && isEnough && totalMinor === lowest,
  }));
}

function ratePlan(plan: SoldPlan, calls: string) {
  const { currency } = plan;
  const base = decimal(plan.basePrice);
  const monthlyBaseMinor = toMinor(plan.interval === 'year' ? base.div(12) : base, currency);
  const price = plan.prices.find(({ meter }) => meter === 'calls');
  const charge = price ? rateCharge(price, { quantity: calls }, currency) : null;
  const quota = plan.quotas.find(({ meter, hard }) => meter === 'calls' && hard);
  const parts = base.isZero()
    ? []
    : [
        `${formatPrice(plan.basePrice, currency)} a ${plan.interval}${plan.interval === 'year' ? ' ÷ 12' : ''}`,
      ];
  if (charge && charge.amountMinor !== 0n)
    parts.push(`${formatMoney(charge.amountMinor, currency)} for calls`);
  return {
    totalMinor: monthlyBaseMinor + (charge?.amountMinor ?? 0n),
    isEnough: !quota || decimal(calls).lte(quota.limit),
    parts,
  };
}
