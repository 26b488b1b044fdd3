import { decimal } from '@/lib/core/decimal';
import { formatPrice } from '@/lib/core/format';
import type { Price } from '@/lib/pricing';
import { priceLines, priceRate, quotaText, rateLimitText } from './describe-price';

/** What a plan is sold by: the part of a plan that these pages need. */
export interface SoldPlan {
  slug: string;
  name: string;
  description: string;
  currency: string;
  interval: 'month' | 'year';
  basePrice: string;
  trialDays: number;
  prices: Price[];
  rateLimit: { limit: number; windowSeconds: number } | null;
  quotas: { meter: string; limit: number; hard: boolean }[];
  features: string[];
  highlighted: boolean;
}

/** The number that a plan's card shows largest, and what follows it. */
export function planHeadline(plan: SoldPlan): { amount: string; unit: string } {
  if (!decimal(plan.basePrice).isZero()) {
    return { amount: formatPrice(plan.basePrice, plan.currency), unit: `a ${plan.interval}` };
  }
  const [price] = plan.prices;
  const rate = price ? priceRate(price, plan.currency) : 'free';
  if (rate === 'free') return { amount: 'Free', unit: '' };
  const [amount = '', unit = ''] = rate.split(/ (?=per |of )/);
  return { amount, unit };
}

/** Everything else that a plan says about money and limits. */
export function planTerms(plan: SoldPlan): string[] {
  const { currency } = plan;
  const headline = planHeadline(plan);
  return [
    ...(plan.trialDays > 0 ? [`${plan.trialDays} days free trial`] : []),
    ...plan.prices
      .flatMap((price) => priceLines(price, currency))
      .filter((text) => text !== `${headline.amount} ${headline.unit}`),
    ...plan.quotas.map((quota) => quotaText(quota, currency)),
    ...(plan.rateLimit ? [rateLimitText(plan.rateLimit, currency)] : []),
  ];
}

/** True for a plan that asks for money: a base fee, or a price of anything used. */
export function costsSomething(plan: Pick<SoldPlan, 'basePrice' | 'prices'>): boolean {
  return plan.prices.length > 0 || !decimal(plan.basePrice).isZero();
}
