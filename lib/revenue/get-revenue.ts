import type { Context } from '@/lib/core/context';
import { decimal, roundHalfAwayFromZero, roundToBigint, toDouble } from '@/lib/core/decimal';
import { sumMinor, toSafeNumber } from '@/lib/core/money';
import type { Span } from '@/lib/core/period';
import { requireProviderSide } from '@/lib/tenants';
import { queryUsage } from '@/lib/usage';
import { groupBy } from './group-by';
import {
  customersLost,
  isEarning,
  type Movement,
  type MovementSums,
  type MrrStep,
  movementSums,
  movementsOf,
  mrrAt,
  mrrSteps,
  stepsAt,
} from './mrr';
import { readCustomerNames, readFacts, readLastingCoupons, readPlanNames } from './mrr-store';
import { type NetRow, readNetRevenue } from './net-store';
import { rangeOf, type Step, stepKeyOf, stepsOf } from './revenue-range';
import type { RevenueQuery, RevenueReport } from './revenue-schemas';
import { type UsageEarned, usageRevenue } from './usage-revenue';

const TOP_CUSTOMERS = 20;

/** What everything is computed from: read once. */
interface Sources {
  range: Span;
  currency: string;
  steps: MrrStep[];
  movements: Movement[];
  usage: UsageEarned[];
  net: NetRow[];
}

/** The business in numbers, in one currency; what each means is in `DEFINITIONS`. */
export async function getRevenue(ctx: Context, query: RevenueQuery): Promise<RevenueReport> {
  requireProviderSide(ctx);
  const range = rangeOf(ctx, query);
  const { currency = ctx.provider.currency } = query;
  const { id, timezone } = ctx.provider;
  const { steps, currencies } = await readSteps(ctx, range.end);
  const own = steps.filter((step) => step.currency === currency);
  const [usage, net] = await Promise.all([
    usageRevenue(ctx, range, currency),
    readNetRevenue(ctx, id, range, { currency, timezone }),
  ]);
  const sources = { range, currency, steps: own, movements: movementsOf(own), usage, net };
  return {
    from: range.start.toISOString(),
    to: range.end.toISOString(),
    currency,
    currencies: [...new Set([ctx.provider.currency, ...currencies])],
    ...headlines(sources),
    topCustomers: await topCustomers(ctx, sources),
    byPlan: await byPlan(ctx, sources),
    series: seriesOf(sources, stepsOf(range, timezone)),
  };
}

async function readSteps(ctx: Context, before: Date) {
  const [facts, coupons] = await Promise.all([
    readFacts(ctx, ctx.provider.id, before),
    readLastingCoupons(ctx, ctx.provider.id),
  ]);
  const couponsOf = groupBy(coupons, ({ subscriptionId }) => subscriptionId);
  const steps = [...groupBy(facts, ({ subscriptionId }) => subscriptionId)].flatMap(([id, own]) =>
    mrrSteps(own, couponsOf.get(id) ?? []),
  );
  return { steps: steps.filter(({ at }) => at < before), currencies: facts.map(({ currency }) => currency) };
}

function headlines({ range, steps, movements, usage, net }: Sources) {
  const mrr = mrrAt(movements, range.end);
  const last = stepsAt(steps, range.end);
  const active = new Set(last.filter(({ status }) => isEarning(status)).map(({ customerId }) => customerId));
  const trialing = new Set(
    last.filter(({ status }) => status === 'trialing').map(({ customerId }) => customerId),
  );
  const { lost, atStart } = customersLost(movements, range.start, range.end);
  return {
    mrr: whole(mrr),
    mrrAtStart: whole(mrrAt(movements, range.start)),
    arr: whole(mrr * 12n),
    movements: wholeSums(movementSums(movements, range.start, range.end)),
    activeCustomers: active.size,
    trialing: trialing.size,
    arpu: active.size === 0 ? 0 : whole(roundToBigint(decimal(mrr).div(decimal(active.size)))),
    usageRevenue: whole(sumMinor(usage.map(({ amountMinor }) => amountMinor))),
    netRevenue: whole(sumMinor(net.map(({ amountMinor }) => amountMinor))),
    churnRate: atStart === 0 ? 0 : toDouble(roundHalfAwayFromZero(decimal(lost).div(decimal(atStart)), 4)),
  };
}

async function topCustomers(ctx: Context, sources: Sources): Promise<RevenueReport['topCustomers']> {
  const { range, steps, usage, net } = sources;
  const worth = new Map<string, { mrr: bigint; usage: bigint; net: bigint; calls: number }>();
  const of = (id: string) => {
    const known = worth.get(id) ?? { mrr: 0n, usage: 0n, net: 0n, calls: 0 };
    worth.set(id, known);
    return known;
  };
  for (const { customerId, mrrMinor } of stepsAt(steps, range.end)) of(customerId).mrr += mrrMinor;
  for (const { customerId, amountMinor } of usage) of(customerId).usage += amountMinor;
  for (const { customerId, amountMinor } of net) of(customerId).net += amountMinor;
  const { data } = await queryUsage(ctx, {
    ...{ from: range.start, to: range.end },
    ...{ granularity: 'total', groupBy: 'customer' },
  });
  for (const { group, calls } of data) if (group !== null && worth.has(group)) of(group).calls = calls;
  const top = [...worth]
    .map(([customerId, one]) => ({ customerId, ...one, amount: one.mrr + one.usage }))
    .sort((left, right) => compare(right.amount, left.amount) || right.calls - left.calls)
    .slice(0, TOP_CUSTOMERS);
  const names = await readCustomerNames(
    ctx,
    ctx.provider.id,
    top.map(({ customerId }) => customerId),
  );
  return top.map(({ customerId, calls, ...one }) => ({
    customer: customerId,
    name: names.get(customerId)?.name ?? '',
    externalId: names.get(customerId)?.externalId ?? null,
    calls,
    amount: whole(one.amount),
    mrr: whole(one.mrr),
    usageRevenue: whole(one.usage),
    netRevenue: whole(one.net),
  }));
}

async function byPlan(ctx: Context, { range, steps, usage }: Sources): Promise<RevenueReport['byPlan']> {
  const plans = await readPlanNames(ctx, ctx.provider.id);
  const last = groupBy(
    stepsAt(steps, range.end).filter(({ status }) => isEarning(status)),
    ({ planId }) => planId,
  );
  const used = groupBy(usage, ({ planId }) => planId);
  const rows = [...new Set([...last.keys(), ...used.keys()])].map((planId) => ({
    plan: plans.get(planId)?.slug ?? planId,
    name: plans.get(planId)?.name ?? planId,
    customers: new Set(last.get(planId)?.map(({ customerId }) => customerId)).size,
    mrr: whole(sumMinor((last.get(planId) ?? []).map(({ mrrMinor }) => mrrMinor))),
    usageRevenue: whole(sumMinor((used.get(planId) ?? []).map(({ amountMinor }) => amountMinor))),
  }));
  return rows.sort((left, right) => right.mrr + right.usageRevenue - (left.mrr + left.usageRevenue));
}

function seriesOf({ movements, usage, net }: Sources, chart: Step[]): RevenueReport['series'] {
  const used = groupBy(usage, ({ day }) => stepKeyOf(day, chart));
  const billed = groupBy(net, ({ day }) => stepKeyOf(day, chart));
  const sumOf = (rows: { amountMinor: bigint }[] | undefined) =>
    whole(sumMinor((rows ?? []).map(({ amountMinor }) => amountMinor)));
  return chart.map(({ key, start, end }) => ({
    start: start.toISOString(),
    end: end.toISOString(),
    mrr: whole(mrrAt(movements, end)),
    movements: wholeSums(movementSums(movements, start, end)),
    usageRevenue: sumOf(used.get(key)),
    netRevenue: sumOf(billed.get(key)),
  }));
}

function wholeSums(sums: MovementSums) {
  return {
    new: whole(sums.new),
    expansion: whole(sums.expansion),
    contraction: whole(sums.contraction),
    churn: whole(sums.churn),
    reactivation: whole(sums.reactivation),
  };
}

function whole(amountMinor: bigint): number {
  return toSafeNumber(amountMinor, 'amount');
}

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
