import { priceOfUse } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { decimal, formatDecimal, sumDecimals } from '@/lib/core/decimal';
import { sumMinor, toSafeNumber } from '@/lib/core/money';
import type { Span } from '@/lib/core/period';
import { CHARGEABLE_BELOW, getPlanVersion, listPublicPlans, type Plan } from '@/lib/plans';
import { listLiveSubscriptions } from '@/lib/subscriptions';
import { requireProviderSide } from '@/lib/tenants';
import { usageOfSpans } from '@/lib/usage';
import { groupBy } from './group-by';
import type { Leak, LeakKind } from './leakage-schemas';
import {
  type MonthRow,
  readBaselessUse,
  readDenials,
  readKeptOut,
  readOverdue,
  readUnsettled,
  readUnsubscribedUse,
} from './leakage-store';
import { cheapestWorth, isFree, worthOn } from './plan-worth';
import { readClosedSpans } from './span-store';

const LEAKAGE_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Most of the money leaks at few customers. */
const LEAKS_OF_A_KIND = 100;

type Sold = Awaited<ReturnType<typeof listPublicPlans>>['data'];

/** Where money goes missing, over the last ninety days, the largest first within each kind. */
export async function findLeakage(ctx: Context): Promise<Leak[]> {
  requireProviderSide(ctx);
  const end = new Date(ctx.clock.now().getTime() + 1);
  const range = { start: new Date(end.getTime() - LEAKAGE_DAYS * DAY_MS), end };
  const { data } = await listPublicPlans(ctx);
  const sold = data.filter(({ currency }) => currency === ctx.provider.currency);
  const kinds = [
    await unsubscribed(ctx, range, sold),
    await denied(ctx, range, sold),
    await overdue(ctx, end),
    await late(ctx, range),
    await unsettled(ctx, range),
    await freeRiders(ctx, range, sold),
    await keptOut(ctx, range),
  ];
  return kinds.flatMap((leaks) => [...leaks].sort(bySize).slice(0, LEAKS_OF_A_KIND));
}

async function unsubscribed(ctx: Context, range: Span, sold: Sold): Promise<Leak[]> {
  const rows = await readUnsubscribedUse(ctx, ctx.provider.id, range, ctx.provider.timezone);
  return byCustomer(rows, 'no_subscription', ctx.provider.currency, (months) =>
    sumKnown(months.map((month) => cheapestWorth(sold, month))),
  );
}

/** What an upgrade to the cheapest plan that takes it all would bring in, beyond what was paid for the rest. */
async function denied(ctx: Context, range: Span, sold: Sold): Promise<Leak[]> {
  const rows = await readDenials(ctx, ctx.provider.id, range, ctx.provider.timezone);
  const present = await plansOf(ctx, [...new Set(rows.map(({ customerId }) => customerId))]);
  const leaks: Leak[] = [];
  for (const own of groupBy(rows, ({ code, customerId }) => `${code} ${customerId}`).values()) {
    const [first] = own;
    if (!first) continue;
    const { code, customerId } = first;
    const gains = own.map((row) => {
      const quantity = formatDecimal(decimal(row.used).plus(decimal(row.quantity)));
      const wanted = cheapestWorth(sold, [{ ...row, quantity, calls: row.usedCalls + row.calls }]);
      const plan = present.get(customerId);
      const got = plan ? worthOn(plan, [{ ...row, quantity: row.used, calls: row.usedCalls }]) : 0n;
      return wanted === null || got === null || wanted < got ? null : wanted - got;
    });
    const amount = code === 'quota_exceeded' || code === 'no_subscription' ? sumKnown(gains) : null;
    leaks.push(leak(`denied_${code}` as LeakKind, own, amount, ctx.provider.currency));
  }
  return leaks;
}

async function overdue(ctx: Context, now: Date): Promise<Leak[]> {
  const rows = await readOverdue(ctx, ctx.provider.id, now);
  return rows.map(({ customerId, amount, currency, served }) => ({
    kind: 'overdue',
    customer: customerId,
    quantity: formatDecimal(decimal(served)),
    amount: toSafeNumber(amount, 'amount'),
    currency,
  }));
}

/** What came after its window was billed and is on no invoice yet, at the price of its window. */
async function late(ctx: Context, range: Span): Promise<Leak[]> {
  const leaks: Leak[] = [];
  const plans = new Map<string, Plan>();
  const closed = await readClosedSpans(ctx, ctx.provider.id, range, ctx.provider.currency);
  const billed = closed.filter((span) => span.billedQuantity !== null);
  for (const { planId, planVersion: version } of billed) {
    const key = `${planId} ${version}`;
    if (!plans.has(key)) plans.set(key, await getPlanVersion(ctx, { planId, version }));
  }
  const planOf = (span: (typeof billed)[number]) => plans.get(`${span.planId} ${span.planVersion}`);
  const spans = billed.map((span) => ({
    ...span,
    chargeableBelow: CHARGEABLE_BELOW[planOf(span)?.chargeableStatus ?? 'all'],
  }));
  const days = groupBy(await usageOfSpans(ctx, { spans, range }), ({ position }) => String(position));
  for (const [position, span] of billed.entries()) {
    const own = days.get(String(position)) ?? [];
    const calls = own.reduce((sum, day) => sum + day.calls, 0n);
    if (span.rollupCalls === null || calls <= span.rollupCalls) continue;
    const quantity = formatDecimal(sumDecimals(own.map((day) => decimal(day.quantity))));
    const price = planOf(span)?.prices.find(({ meter }) => meter === span.meter);
    const { isWhole, currency } = { ...span, currency: ctx.provider.currency };
    const was = { quantity: span.billedQuantity ?? '0', calls: span.billedCalls ?? 0n };
    const amount = price
      ? priceOfUse({ price, currency, isWhole, use: { quantity, calls } }) -
        priceOfUse({ price, currency, isWhole, use: was })
      : 0n;
    const more = formatDecimal(decimal(quantity).minus(decimal(was.quantity)));
    leaks.push({
      ...{ kind: 'late', customer: span.customerId, quantity: more, currency },
      amount: toSafeNumber(amount, 'amount'),
    });
  }
  return leaks;
}

async function unsettled(ctx: Context, range: Span): Promise<Leak[]> {
  const rows = await readUnsettled(ctx, ctx.provider.id, range);
  return rows.map((row) => leak('unsettled', [row], null, ctx.provider.currency));
}

async function keptOut(ctx: Context, range: Span): Promise<Leak[]> {
  const rows = await readKeptOut(ctx, ctx.provider.id, range);
  return rows.map((row) => leak(row.code, [row], null, ctx.provider.currency));
}

/** Who uses more than a free plan's own size: what the same use would cost on a plan with a price. */
async function freeRiders(ctx: Context, range: Span, sold: Sold): Promise<Leak[]> {
  const rows = await readBaselessUse(ctx, ctx.provider.id, range, ctx.provider.timezone);
  const present = await plansOf(ctx, [...new Set(rows.map(({ customerId }) => customerId))]);
  const beyond = rows.filter(({ customerId, meter, quantity }) => {
    const plan = present.get(customerId);
    const quota = plan && isFree(plan) ? plan.quotas.find((one) => one.meter === meter) : undefined;
    return quota !== undefined && decimal(quantity).gt(decimal(quota.limit));
  });
  return byCustomer(beyond, 'free_rider', ctx.provider.currency, (months) =>
    sumKnown(months.map((month) => cheapestWorth(sold, month))),
  );
}

async function plansOf(ctx: Context, customers: string[]): Promise<Map<string, Plan>> {
  const plans = new Map<string, Plan>();
  const { data } = await listPublicPlans(ctx);
  const ids = new Map(data.map(({ slug, id }) => [slug, id]));
  for (const { customer, plan, version } of await listLiveSubscriptions(ctx, { customers })) {
    const planId = ids.get(plan);
    if (planId) plans.set(customer, await getPlanVersion(ctx, { planId, version }));
  }
  return plans;
}

function byCustomer(
  rows: readonly MonthRow[],
  kind: LeakKind,
  currency: string,
  worthOf: (months: MonthRow[][]) => bigint | null,
): Leak[] {
  return [...groupBy(rows, ({ customerId }) => customerId).values()].map((own) => {
    const months = [...groupBy(own, ({ month }) => month).values()];
    return leak(kind, own, worthOf(months), currency);
  });
}

function leak(
  kind: LeakKind,
  rows: readonly { customerId: string; quantity: string }[],
  amountMinor: bigint | null,
  currency: string,
): Leak {
  return {
    kind,
    customer: rows[0]?.customerId ?? '',
    quantity: formatDecimal(sumDecimals(rows.map(({ quantity }) => decimal(quantity)))),
    amount: amountMinor === null ? null : toSafeNumber(amountMinor, 'amount'),
    currency,
  };
}

/** Null where nothing of it could be priced. */
function sumKnown(amounts: readonly (bigint | null)[]): bigint | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : sumMinor(known);
}

function bySize(left: Leak, right: Leak): number {
  return (
    (right.amount ?? 0) - (left.amount ?? 0) || decimal(right.quantity).comparedTo(decimal(left.quantity))
  );
}
