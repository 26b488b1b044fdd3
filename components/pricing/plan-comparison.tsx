import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { decimal } from '@/lib/core/decimal';
import { formatCount, formatPrice } from '@/lib/core/format';
import { priceRate, rateLimitText, tierLines } from './describe-price';
import type { SoldPlan } from './plan-facts';

interface ComparedRow {
  label: string;
  /** One cell a plan; null where the plan says nothing of it. */
  cells: (ReactNode | null)[];
}

/** Limits, prices and features of all plans, side by side. */
export function PlanComparison({ plans }: { plans: SoldPlan[] }) {
  return (
    // Its own scroller, which a keyboard can reach: a phone shows two plans at a time.
    <section
      aria-label="Plans compared"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="relative overflow-x-auto rounded-xl border bg-surface"
    >
      <table className="w-full min-w-[36rem] text-left text-[0.933rem]">
        <caption className="px-5 pt-5 pb-3 text-left text-base font-semibold">Compare plans</caption>
        <thead>
          <tr className="border-b">
            <td className="sticky left-0 bg-surface" />
            {plans.map(({ slug, name }) => (
              <th key={slug} scope="col" className="px-5 py-2.5 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {comparedRows(plans).map(({ label, cells }) => (
            <tr key={label}>
              <th scope="row" className="sticky left-0 bg-surface px-5 py-2.5 font-normal text-muted">
                {label}
              </th>
              {cells.map((cell, index) => (
                <td key={plans[index]?.slug} className="px-5 py-2.5 align-top tabular-nums">
                  {cell ?? <span className="text-faint">–</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function comparedRows(plans: SoldPlan[]): ComparedRow[] {
  const meters = [...new Set(plans.flatMap(({ prices }) => prices.map(({ meter }) => meter)))];
  // Where no two plans share a feature the lists are additions ("everything in Starter"), which a table would misread.
  const all = plans.flatMap((plan) => plan.features);
  const features = new Set(all).size < all.length ? [...new Set(all)] : [];
  const rows: ComparedRow[] = [
    { label: 'Base price', cells: plans.map(basePriceText) },
    {
      label: 'Free trial',
      cells: plans.map(({ trialDays }) => (trialDays > 0 ? `${trialDays} days` : null)),
    },
    ...meters.flatMap((meter) => meterRows(plans, meter)),
    {
      label: 'Rate limit',
      cells: plans.map(({ rateLimit, currency }) => (rateLimit ? rateLimitText(rateLimit, currency) : null)),
    },
    ...features.map((feature) => ({ label: feature, cells: plans.map((plan) => tick(plan, feature)) })),
  ];
  return rows.filter(({ cells }) => cells.some((cell) => cell !== null));
}

function basePriceText({ basePrice, currency, interval }: SoldPlan): string {
  return decimal(basePrice).isZero() ? 'None' : `${formatPrice(basePrice, currency)} a ${interval}`;
}

/** What a plan includes of a meter, what more costs, and where it ends. */
function meterRows(plans: SoldPlan[], meter: string): ComparedRow[] {
  const name = meter.replace(/[_-]+/g, ' ');
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const priceOf = (plan: SoldPlan) => plan.prices.find((price) => price.meter === meter);
  return [
    {
      label: `${title} included`,
      cells: plans.map((plan) => {
        const included = priceOf(plan)?.included;
        return included && !decimal(included).isZero() ? formatCount(included, plan.currency) : null;
      }),
    },
    { label: `Price of ${name}`, cells: plans.map((plan) => priceCell(plan, priceOf(plan))) },
    {
      label: `${title} at most`,
      cells: plans.map(({ quotas, currency }) => {
        const quota = quotas.find((one) => one.meter === meter && one.hard);
        return quota ? `${formatCount(quota.limit, currency)} a month` : null;
      }),
    },
  ];
}

function priceCell(plan: SoldPlan, price: SoldPlan['prices'][number] | undefined): ReactNode | null {
  if (!price) return null;
  const tiers = tierLines(price, plan.currency);
  if (tiers.length === 0) return priceRate(price, plan.currency);
  return tiers.map((tier) => (
    <span key={tier} className="block">
      {tier}
    </span>
  ));
}

function tick(plan: SoldPlan, feature: string): ReactNode | null {
  return plan.features.includes(feature) ? (
    <>
      <Check aria-hidden className="size-4 text-accent" />
      <span className="sr-only">Yes</span>
    </>
  ) : null;
}
