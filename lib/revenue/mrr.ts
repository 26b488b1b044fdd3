import { type Decimal, decimal, roundToBigint, ZERO } from '@/lib/core/decimal';
import { toExactMinor } from '@/lib/core/money';
import { groupBy } from './group-by';

/** Pure: from what subscriptions were, and the coupons on them, to recurring revenue and what moved it. */

/** What a subscription was from an instant on. */
export interface StateFact {
  subscriptionId: string;
  customerId: string;
  at: Date;
  status: string;
  planId: string;
  currency: string;
  interval: 'month' | 'year';
  /** Decimal string in the major unit, per interval. */
  basePrice: string;
}

/** A coupon on a subscription that comes off more than one invoice. */
export interface LastingCoupon {
  subscriptionId: string;
  /** Null: since the subscription began. */
  startsAt: Date | null;
  endsAt: Date | null;
  kind: 'fixed' | 'percent';
  amountMinor: bigint;
  percent: string;
}

/** From an instant on, a subscription is worth so much a month. */
export interface MrrStep {
  subscriptionId: string;
  customerId: string;
  currency: string;
  planId: string;
  status: string;
  at: Date;
  mrrMinor: bigint;
}

export const MOVEMENT_KINDS = ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** One customer's recurring revenue became another; contraction and churn are negative. */
export interface Movement {
  customerId: string;
  currency: string;
  at: Date;
  kind: MovementKind;
  amountMinor: bigint;
  afterMinor: bigint;
}

/** Pays for the present; trials, pauses and what is over do not. Who is late still owes. */
const EARNING = new Set(['active', 'past_due']);
const MONTHS_OF = { month: 1, year: 12 } as const;

export function isEarning(status: string): boolean {
  return EARNING.has(status);
}

/**
 * A subscription's worth at each instant at which it may have changed. Facts are in the order in which they were
 * noted; of several at one instant the last counts.
 */
export function mrrSteps(facts: readonly StateFact[], coupons: readonly LastingCoupon[]): MrrStep[] {
  const instants = new Set(facts.map(({ at }) => at.getTime()));
  const first = Math.min(...instants);
  for (const { startsAt, endsAt } of coupons) {
    for (const edge of [startsAt, endsAt]) if (edge && edge.getTime() > first) instants.add(edge.getTime());
  }
  const steps: MrrStep[] = [];
  let next = 0;
  for (const instant of [...instants].sort((left, right) => left - right)) {
    while (next < facts.length && (facts[next]?.at.getTime() ?? 0) <= instant) next++;
    const fact = facts[next - 1];
    if (!fact) continue;
    const at = new Date(instant);
    const { subscriptionId, customerId, currency, planId, status } = fact;
    const step = { subscriptionId, customerId, currency, planId, status, at };
    steps.push({
      ...step,
      mrrMinor: mrrOf(
        fact,
        coupons.filter((coupon) => isInForce(coupon, at)),
      ),
    });
  }
  return steps;
}

/**
 * What a subscription is worth a month: its base fee, a twelfth of a yearly one, less the coupons in force, each
 * from what is left; rounded once, half away from zero, to the minor unit.
 */
export function mrrOf(
  fact: Pick<StateFact, 'status' | 'currency' | 'interval' | 'basePrice'>,
  coupons: readonly LastingCoupon[],
): bigint {
  if (!isEarning(fact.status)) return 0n;
  const months = MONTHS_OF[fact.interval];
  const exact = coupons.reduce<Decimal>(
    (left, coupon) => {
      const less =
        coupon.kind === 'percent'
          ? left.times(decimal(coupon.percent)).div(decimal(100))
          : decimal(coupon.amountMinor);
      return less.gte(left) ? ZERO : left.minus(less);
    },
    toExactMinor(fact.basePrice, fact.currency),
  );
  return roundToBigint(exact.div(decimal(months)));
}

function isInForce({ startsAt, endsAt }: LastingCoupon, at: Date): boolean {
  return (startsAt === null || startsAt <= at) && (endsAt === null || at < endsAt);
}

/**
 * What moved recurring revenue, customer by customer: all that happens to one at one instant is one movement. So
 * a change of plan by a new subscription on the same day is no churn. The first time a customer pays is new, the
 * next after a pause or an end is a reactivation.
 */
export function movementsOf(steps: readonly MrrStep[]): Movement[] {
  const byCustomer = groupBy(steps, ({ customerId, currency }) => `${currency} ${customerId}`);
  const movements: Movement[] = [];
  for (const own of byCustomer.values()) movements.push(...movementsOfOne(own));
  return movements.sort((left, right) => left.at.getTime() - right.at.getTime());
}

function movementsOfOne(steps: readonly MrrStep[]): Movement[] {
  const worth = new Map<string, bigint>();
  const movements: Movement[] = [];
  let before = 0n;
  let everPaid = false;
  const ordered = [...steps].sort((left, right) => left.at.getTime() - right.at.getTime());
  for (const [index, step] of ordered.entries()) {
    worth.set(step.subscriptionId, step.mrrMinor);
    if (ordered[index + 1]?.at.getTime() === step.at.getTime()) continue;
    const after = [...worth.values()].reduce((sum, mrr) => sum + mrr, 0n);
    const kind = kindOf(before, after, everPaid);
    if (!kind) continue;
    const { customerId, currency, at } = step;
    movements.push({ customerId, currency, at, kind, amountMinor: after - before, afterMinor: after });
    before = after;
    everPaid = true;
  }
  return movements;
}

function kindOf(before: bigint, after: bigint, everPaid: boolean): MovementKind | null {
  if (before === after) return null;
  if (before === 0n) return everPaid ? 'reactivation' : 'new';
  if (after === 0n) return 'churn';
  return after > before ? 'expansion' : 'contraction';
}

/** The sum of movements before an instant: recurring revenue as it stood then. */
export function mrrAt(movements: readonly Movement[], before: Date): bigint {
  return sumOf(movements.filter(({ at }) => at < before));
}

export type MovementSums = Record<MovementKind, bigint>;

/** The movements of a half-open span, by kind. */
export function movementSums(movements: readonly Movement[], start: Date, end: Date): MovementSums {
  const sums: MovementSums = { new: 0n, expansion: 0n, contraction: 0n, churn: 0n, reactivation: 0n };
  for (const { at, kind, amountMinor } of movements) {
    if (at >= start && at < end) sums[kind] += amountMinor;
  }
  return sums;
}

function sumOf(movements: readonly Movement[]): bigint {
  return movements.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

/** The last step of every subscription before an instant: what each was then. */
export function stepsAt(steps: readonly MrrStep[], before: Date): MrrStep[] {
  const last = new Map<string, MrrStep>();
  for (const step of steps) {
    const known = last.get(step.subscriptionId);
    if (step.at < before && (!known || known.at <= step.at)) last.set(step.subscriptionId, step);
  }
  return [...last.values()];
}

/** Customers who paid at the start and had stopped by the end, and how many paid at the start. */
export function customersLost(
  movements: readonly Movement[],
  start: Date,
  end: Date,
): { lost: number; atStart: number } {
  const worthAt = (instant: Date) => {
    const worth = new Map<string, bigint>();
    for (const { customerId, at, afterMinor } of movements)
      if (at < instant) worth.set(customerId, afterMinor);
    return worth;
  };
  const paying = [...worthAt(start)].filter(([, mrr]) => mrr > 0n);
  const atEnd = worthAt(end);
  return { lost: paying.filter(([id]) => atEnd.get(id) === 0n).length, atStart: paying.length };
}
