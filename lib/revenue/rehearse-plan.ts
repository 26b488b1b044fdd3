import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '@/lib/core/context';
import { decimal, formatDecimal, sumDecimals } from '@/lib/core/decimal';
import { invalidField, isAppError } from '@/lib/core/errors';
import { sumMinor, toSafeNumber } from '@/lib/core/money';
import { CHARGEABLE_BELOW, getPlan, getPlanVersion, type Plan } from '@/lib/plans';
import { requireProviderSide } from '@/lib/tenants';
import { usageOfSpans } from '@/lib/usage';
import { groupBy } from './group-by';
import type { Rehearsal, RehearsalInput } from './rehearsal-schemas';
import {
  type BaseFeeRow,
  type BilledUseRow,
  readBaseFees,
  readBilledUse,
  readWindows,
  type WindowRow,
} from './rehearsal-store';
import { type PriceTerms, rehearseWindow, type UseOfWindow } from './rehearse-window';
import { readMeterSlugs } from './span-store';

/** Rating is arithmetic; calls that wait to be decided go in between. */
const WINDOWS_A_TURN = 50;

interface Material {
  plan: Plan;
  draft: PriceTerms;
  versions: Map<number, Plan>;
  uses: Map<string, BilledUseRow[]>;
  fees: Map<string, BaseFeeRow[]>;
  /** What was used of meters that had no price, by window. */
  unpriced: Map<string, UseOfWindow[]>;
}

/**
 * Tries a price on what a plan's subscribers really used: their last closed windows, as billed, through the same
 * functions as invoices. `current` is what those windows were invoiced for.
 * @throws AppError `not_found` for an unknown plan
 */
export async function rehearsePlan(ctx: Context, input: RehearsalInput): Promise<Rehearsal> {
  requireProviderSide(ctx);
  const plan = await planOf(ctx, input.plan);
  const draft = await draftOf(ctx, plan, input.draft);
  const windows = await readWindows(ctx, ctx.provider.id, plan.id, input.months);
  const material = await materialOf(ctx, plan, draft, windows);
  const customers: Rehearsal['customers'] = [];
  for (const own of groupBy(windows, ({ subscriptionId }) => subscriptionId).values()) {
    if (customers.length % WINDOWS_A_TURN === 0) await nextTurn();
    customers.push(rehearseCustomer(own, material));
  }
  customers.sort((left, right) => Math.abs(right.delta) - Math.abs(left.delta));
  const sum = (measure: (one: Rehearsal['customers'][number]) => number) =>
    toSafeNumber(sumMinor(customers.map((one) => BigInt(measure(one)))), 'amount');
  return {
    plan: plan.slug,
    version: plan.version,
    currency: plan.currency,
    months: input.months,
    current: sum(({ current }) => current),
    rehearsed: sum(({ rehearsed }) => rehearsed),
    delta: sum(({ delta }) => delta),
    customers,
  };
}

async function planOf(ctx: Context, slug: string): Promise<Plan> {
  try {
    return await getPlan(ctx, { slug });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'not_found') throw error;
    throw invalidField('plan', 'unknown_plan', 'No such plan.');
  }
}

async function draftOf(ctx: Context, plan: Plan, draft: RehearsalInput['draft']): Promise<PriceTerms> {
  const { basePrice = plan.basePrice, prices = plan.prices, quotas = plan.quotas } = draft;
  const known = await readMeterSlugs(ctx, ctx.provider.id);
  const seen = new Set<string>();
  for (const [index, { meter }] of prices.entries()) {
    const path = `draft.prices[${index}].meter`;
    if (!known.has(meter)) throw invalidField(path, 'unknown_meter', 'No such meter.');
    if (seen.has(meter)) throw invalidField(path, 'repeated', 'At most one price a meter.');
    seen.add(meter);
  }
  return { basePrice, prices, quotas };
}

async function materialOf(
  ctx: Context,
  plan: Plan,
  draft: PriceTerms,
  windows: readonly WindowRow[],
): Promise<Material> {
  const [uses, fees] = await Promise.all([
    readBilledUse(ctx, ctx.provider.id, plan.id),
    readBaseFees(ctx, ctx.provider.id, plan),
  ]);
  const versions = new Map<number, Plan>([[plan.version, plan]]);
  for (const { planVersion: version } of uses) {
    if (!versions.has(version)) {
      versions.set(version, await getPlanVersion(ctx, { planId: plan.id, version }));
    }
  }
  return {
    ...{ plan, draft, versions },
    uses: groupBy(uses, ({ subscriptionId }) => subscriptionId),
    fees: groupBy(fees, ({ subscriptionId }) => subscriptionId),
    unpriced: await unpricedUse(ctx, { plan, draft, windows, uses }),
  };
}

/** What the draft would charge for the first time comes from the rollups: no invoice measured it. */
async function unpricedUse(
  ctx: Context,
  {
    plan,
    draft,
    windows,
    uses,
  }: Pick<Material, 'plan' | 'draft'> & {
    windows: readonly WindowRow[];
    uses: readonly BilledUseRow[];
  },
): Promise<Map<string, UseOfWindow[]>> {
  const billed = new Set(uses.map(({ meter }) => meter));
  const meters = draft.prices.map(({ meter }) => meter).filter((meter) => !billed.has(meter));
  const chargeableBelow = CHARGEABLE_BELOW[plan.chargeableStatus];
  const spans = windows.flatMap(({ subscriptionId, customerId, start, end }) =>
    start && end
      ? meters.map((meter) => ({ subscriptionId, customerId, meter, start, end, chargeableBelow }))
      : [],
  );
  const latest = new Date(Math.max(0, ...spans.map(({ end }) => end.getTime())));
  const found = new Map<string, UseOfWindow[]>();
  for (const { position, quantity, calls } of await usageOfSpans(ctx, {
    spans,
    range: { start: latest, end: latest },
  })) {
    const span = spans[position];
    if (!span) continue;
    const key = windowKey(span.subscriptionId, span.start);
    const use = { meter: span.meter, isWhole: true, quantity, calls, price: undefined };
    found.set(key, [...(found.get(key) ?? []), use]);
  }
  return found;
}

function rehearseCustomer(windows: readonly WindowRow[], material: Material): Rehearsal['customers'][number] {
  const [first] = windows;
  if (!first) throw new Error('a customer without a row');
  const { plan, draft, versions } = material;
  const closed = windows.flatMap(({ subscriptionId, start, end }) => {
    if (!start || !end) return [];
    const isInside = (row: { start: Date }) => row.start >= start && row.start < end;
    const uses = (material.uses.get(subscriptionId) ?? []).filter(isInside);
    const fees = (material.fees.get(subscriptionId) ?? []).filter(isInside);
    const priced = uses.map((use) => ({
      ...use,
      price: versions.get(use.planVersion)?.prices.find(({ meter }) => meter === use.meter),
    }));
    const unpriced = material.unpriced.get(windowKey(subscriptionId, start)) ?? [];
    const hadNoBase = [...versions.values()].some(({ basePrice }) => decimal(basePrice).isZero());
    const owesBase = hadNoBase && plan.interval === 'month';
    const facts = { currency: plan.currency, uses: [...priced, ...unpriced], fees, owesBase };
    return [rehearseWindow(facts, draft)];
  });
  const current = sumMinor(closed.map(({ currentMinor }) => currentMinor));
  const rehearsed = sumMinor(closed.map(({ rehearsedMinor }) => rehearsedMinor));
  return {
    customer: first.customerId,
    name: first.name,
    externalId: first.externalId,
    windows: closed.length,
    current: toSafeNumber(current, 'current'),
    rehearsed: toSafeNumber(rehearsed, 'rehearsed'),
    delta: toSafeNumber(rehearsed - current, 'delta'),
    denied: formatDecimal(sumDecimals(closed.map(({ denied }) => denied))),
  };
}

function windowKey(subscriptionId: string, start: Date): string {
  return `${subscriptionId} ${start.getTime()}`;
}
