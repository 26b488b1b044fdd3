import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { priceOfUse } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { localDayOf, type Span } from '@/lib/core/period';
import { single } from '@/lib/infra/runtime';
import { CHARGEABLE_BELOW, getPlanVersion, type Plan } from '@/lib/plans';
import { openCharges } from '@/lib/subscriptions';
import { usageOfSpans } from '@/lib/usage';
import { accrueByDay, type DayOfUse, type PriceOf } from './accrue';
import { groupBy } from './group-by';
import { readAggregations, readClosedSpans, type UsageSpan } from './span-store';

/** What one customer's usage on one plan earned on one local day. */
export interface UsageEarned {
  customerId: string;
  planId: string;
  day: string;
  amountMinor: bigint;
}

/** Prices are asked again and again for days that are past; 100,000 answers are some 20 MB. */
const REMEMBERED_PRICES = 100_000;
/** Rating is arithmetic of a tenth of a millisecond; calls that wait to be decided go in between. */
const PRICES_A_TURN = 50;

/**
 * What usage earned, by local day, customer and plan, at the prices in force when it was used: closed windows as
 * they were billed, open ones as they stand. What takes a maximum or counts distinct values is known when the
 * window closes, and earned then. Reads rollups alone.
 */
export async function usageRevenue(ctx: Context, range: Span, currency: string): Promise<UsageEarned[]> {
  const spans = await spansOf(ctx, range, currency);
  const plans = await plansOf(ctx, spans);
  const asked = spans.map((span) => ({
    ...span,
    chargeableBelow: CHARGEABLE_BELOW[planOf(plans, span).chargeableStatus],
  }));
  const days = groupBy(await usageOfSpans(ctx, { spans: asked, range }), ({ position }) => String(position));
  const aggregations = await readAggregations(ctx, ctx.provider.id);
  const earned: UsageEarned[] = [];
  for (const [position, span] of spans.entries()) {
    if (position % PRICES_A_TURN === 0) await nextTurn();
    const used = usedOf(days.get(String(position)) ?? [], aggregations.get(span.meter) ?? 'sum');
    const priceOf = rememberedPrice(planOf(plans, span), span);
    const accruals = accrueByDay(used, priceOf, closeOf(span, used, range, ctx.provider.timezone));
    const { customerId, planId } = span;
    earned.push(...accruals.map((accrual) => ({ customerId, planId, ...accrual })));
  }
  return earned;
}

async function spansOf(ctx: Context, range: Span, currency: string): Promise<UsageSpan[]> {
  const closed = await readClosedSpans(ctx, ctx.provider.id, range, currency);
  const open = (await openCharges(ctx)).filter(
    ({ span, currency: own }) => own === currency && span.start < range.end && span.end > range.start,
  );
  const unbilled = { billedQuantity: null, billedCalls: null, rollupCalls: null };
  return [
    ...closed,
    ...open.map(({ span, ...charge }) => ({ ...charge, ...span, ...unbilled, isOpen: true })),
  ];
}

async function plansOf(ctx: Context, spans: readonly UsageSpan[]): Promise<Map<string, Plan>> {
  const plans = new Map<string, Plan>();
  for (const { planId, planVersion: version } of spans) {
    const key = `${planId} ${version}`;
    if (!plans.has(key)) plans.set(key, await getPlanVersion(ctx, { planId, version }));
  }
  return plans;
}

function planOf(plans: Map<string, Plan>, { planId, planVersion }: UsageSpan): Plan {
  const plan = plans.get(`${planId} ${planVersion}`);
  if (!plan) throw new Error(`version ${planVersion} of ${planId} was not read`);
  return plan;
}

function usedOf(days: readonly DayOfUse[], aggregation: string): DayOfUse[] {
  if (aggregation === 'max' || aggregation === 'unique') return [];
  return days.map((use) => (aggregation === 'count' ? { ...use, quantity: use.calls.toString() } : use));
}

/** How a span ends within the range, with what its invoice billed as long as nothing came late. */
function closeOf(span: UsageSpan, used: readonly DayOfUse[], range: Span, timezone: string) {
  if (span.isOpen || span.end > range.end) return null;
  const day = localDayOf(new Date(span.end.getTime() - 1), timezone);
  const calls = used.reduce((sum, use) => sum + use.calls, 0n);
  const { billedQuantity, billedCalls, rollupCalls } = span;
  const isAsBilled = billedQuantity !== null && billedCalls !== null;
  const isUnchanged = used.length === 0 || calls === rollupCalls;
  return { day, ...(isAsBilled && isUnchanged && { use: { quantity: billedQuantity, calls: billedCalls } }) };
}

function rememberedPrice(plan: Plan, span: UsageSpan): PriceOf {
  const price = plan.prices.find(({ meter }) => meter === span.meter);
  if (!price) return () => 0n;
  const prices = single('usage-prices', () => new LRUCache<string, bigint>({ max: REMEMBERED_PRICES }));
  return (use, isOver) => {
    const isWhole = isOver && span.isWhole;
    const key = `${plan.id} ${plan.version} ${span.meter} ${isWhole} ${use.quantity} ${use.calls}`;
    const known = prices.get(key) ?? priceOfUse({ price, use, isWhole, currency: plan.currency });
    prices.set(key, known);
    return known;
  };
}
