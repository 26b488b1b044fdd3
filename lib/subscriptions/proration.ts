import { type Decimal, decimal, formatDecimal, ONE, roundHalfAwayFromZero, ZERO } from '@/lib/core/decimal';
import { toMinor } from '@/lib/core/money';
import { addDays, daysBetween, localDayOf, localMidnight, type Span } from '@/lib/core/period';
import type { Plan } from '@/lib/plans';
import type { ItemDraft } from './store';

/** Pure: the fixed amounts of a subscription, whole and by the day. */

type Terms = Pick<Plan, 'slug' | 'name' | 'currency' | 'basePrice' | 'taxCode' | 'prices' | 'proration'>;

/** The base fee of a period, in advance; null for a plan without one. */
export function baseItem(plan: Terms, period: Span, timezone: string): ItemDraft | null {
  const exact = formatDecimal(decimal(plan.basePrice));
  if (decimal(exact).isZero()) return null;
  return {
    kind: 'base',
    description: `${plan.name}, ${daysText(period, timezone)}`,
    periodStart: period.start,
    periodEnd: period.end,
    quantity: '1',
    unitPrice: exact,
    exact,
    amount: toMinor(exact, plan.currency),
    taxCode: plan.taxCode,
    detail: { plan: plan.slug, basePrice: exact },
  };
}

export interface Consumed {
  meter: string;
  quantity: string;
}

export interface ChangeOfPlan {
  from: Terms;
  to: Terms;
  period: Span;
  at: Date;
  timezone: string;
  /** What was used of the old plan in the period, for the proration by usage or time. */
  consumed: readonly Consumed[];
}

/**
 * What a change in the middle of a period costs: the rest of the old plan's base fee back, the new one's for the
 * days that are left, the day of the change among them. By the old plan's rule: by `time`; by `usage_or_time`,
 * which gives back no more than the smaller share of days left and included units left; or `none`, which changes
 * nothing before the next period.
 */
export function prorationItems(change: ChangeOfPlan): ItemDraft[] {
  if (change.from.proration === 'none') return [];
  const credit = creditItem(change);
  const { to, period, at, timezone } = change;
  const { daysLeft, days, rest } = daysOf(period, at, timezone);
  const charge = partOf(to, share(daysLeft, days), rest, {
    description: `${to.name}, ${daysText(rest, timezone)} (${daysLeft} of ${days} days)`,
    detail: { plan: to.slug, basePrice: to.basePrice, daysLeft, days },
    sign: ONE,
  });
  return [credit, charge].filter((item) => item !== null);
}

/** The rest of the old plan's base fee, as a negative amount; null when there is none. */
export function creditItem({
  from,
  period,
  at,
  timezone,
  consumed,
}: Omit<ChangeOfPlan, 'to'>): ItemDraft | null {
  if (from.proration === 'none') return null;
  const { daysLeft, days, rest } = daysOf(period, at, timezone);
  const byTime = share(daysLeft, days);
  const byUsage = from.proration === 'usage_or_time' ? unusedShare(from, consumed) : ONE;
  const isByUsage = byUsage.lt(byTime);
  const reason = isByUsage ? 'what usage has left' : `${daysLeft} of ${days} days`;
  return partOf(from, isByUsage ? byUsage : byTime, rest, {
    description: `Unused part of ${from.name} (${reason})`,
    detail: {
      plan: from.slug,
      basePrice: from.basePrice,
      daysLeft,
      days,
      ...(from.proration === 'usage_or_time' && { unusedShare: formatDecimal(byUsage) }),
    },
    sign: ONE.negated(),
  });
}

function partOf(
  plan: Terms,
  part: Decimal,
  span: Span,
  { description, detail, sign }: { description: string; detail: ItemDraft['detail']; sign: Decimal },
): ItemDraft | null {
  const exact = decimal(plan.basePrice).times(part).times(sign);
  const amount = toMinor(exact, plan.currency);
  if (amount === 0n) return null;
  return {
    kind: 'proration',
    description,
    periodStart: span.start,
    periodEnd: span.end,
    quantity: '1',
    unitPrice: formatDecimal(exact),
    exact: formatDecimal(exact),
    amount,
    taxCode: plan.taxCode,
    detail,
  };
}

function share(part: number, whole: number): Decimal {
  return decimal(part).div(decimal(whole));
}

/** The share of included units that is left, of the meter that used most of its own; all without any. */
function unusedShare({ prices }: Terms, consumed: readonly Consumed[]): Decimal {
  return prices.reduce((smallest, { meter, included }) => {
    const units = decimal(included ?? '0');
    const used = consumed.find((one) => one.meter === meter);
    if (units.isZero() || !used) return smallest;
    // Rounded, so that a share is shown as it is computed.
    const left = roundHalfAwayFromZero(ONE.minus(decimal(used.quantity).div(units)), 12);
    const bounded = left.lt(ZERO) ? ZERO : left;
    return bounded.lt(smallest) ? bounded : smallest;
  }, ONE);
}

function daysOf(period: Span, at: Date, timezone: string) {
  const [first, today, end] = [period.start, at, period.end].map((instant) => localDayOf(instant, timezone));
  const rest = { start: localMidnight(today as string, timezone), end: period.end };
  return {
    days: daysBetween(first as string, end as string),
    daysLeft: daysBetween(today as string, end as string),
    rest,
  };
}

function daysText({ start, end }: Span, timezone: string): string {
  return `${localDayOf(start, timezone)} to ${addDays(localDayOf(end, timezone), -1)}`;
}
