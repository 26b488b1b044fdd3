import { decimal } from '@/lib/core/decimal';
import { formatCount, formatPrice } from '@/lib/core/format';
import { formatMoney, toMinor } from '@/lib/core/money';
import { type RatedCharge, type RatedLine, rateCharge } from '@/lib/pricing/calculator';
import type { SoldPlan } from './plan-facts';

/** One step of the arithmetic behind an estimate: `50,000 × ₹0.001`, `₹50`. */
interface Step {
  what: string;
  amount: string;
}

/** What one plan would cost for a month of calls. */
export interface Estimate {
  slug: string;
  /** Null when the plan's quota ends before that many calls. */
  amount: string | null;
  /** How the amount comes about, a step a line; they add up to it. */
  steps: Step[];
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
  return rated.map(({ plan, totalMinor, isEnough, steps }) => ({
    slug: plan.slug,
    amount: isEnough ? formatMoney(totalMinor, plan.currency) : null,
    steps: isEnough ? steps : [],
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
  const steps = base.isZero()
    ? []
    : [{ what: baseText(plan), amount: formatMoney(monthlyBaseMinor, currency) }];
  if (charge) steps.push(...chargeSteps(charge, currency));
  return {
    totalMinor: monthlyBaseMinor + (charge?.amountMinor ?? 0n),
    isEnough: !quota || decimal(calls).lte(quota.limit),
    steps,
  };
}

function baseText({ basePrice, currency, interval }: SoldPlan): string {
  return interval === 'year' ? `${formatPrice(basePrice, currency)} a year ÷ 12` : 'Base price';
}

/** The arithmetic of a charge, included units first: tier by tier, as its invoice will show it. */
function chargeSteps(charge: RatedCharge, currency: string): Step[] {
  const steps = charge.lines.map((line) => ({
    what: `${rangeText(line, currency)}${formatCount(line.quantity, currency)} × ${formatPrice(line.unitPrice, currency)}`,
    amount: formatMoney(line.amountMinor, currency),
  }));
  if (decimal(charge.includedUsed).isZero()) return steps;
  return [
    { what: `${formatCount(charge.includedUsed, currency)} included`, amount: formatMoney(0n, currency) },
    ...steps.filter((_, index) => !decimal((charge.lines[index] as RatedLine).quantity).isZero()),
  ];
}

function rangeText({ tier }: RatedLine, currency: string): string {
  if (!tier) return '';
  if (tier.upTo === null) return `above ${formatCount(tier.from, currency)}: `;
  return `${formatCount(tier.from, currency)} to ${formatCount(tier.upTo, currency)}: `;
}
