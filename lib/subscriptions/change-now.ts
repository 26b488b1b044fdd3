import type { Context } from '@/lib/core/context';
import { localDayOf } from '@/lib/core/period';
import { CHARGEABLE_BELOW, type Plan } from '@/lib/plans';
import { measureUsage } from '@/lib/usage';
import { addItem } from './add-item';
import { baseItem, type Consumed, creditItem, prorationItems } from './proration';
import { closeAtOf, openingOf, paidPeriodAt } from './schedule';
import { insertPhase, readPhases, type SubscriptionRow, updateSubscription } from './store';

const SETTLED = { cancelAt: null, scheduledPlanId: null, scheduledPlanVersion: null } as const;

/** Puts a subscription on another plan at once; what was used until now stays priced by the plan it was used on. */
export async function changeNow(
  ctx: Context,
  row: SubscriptionRow,
  from: Plan,
  to: Plan,
): Promise<SubscriptionRow> {
  const plan = { planId: to.id, planVersion: to.version };
  if (row.usageFrom === null) return changeBeforeStart(ctx, row, to);
  if (row.status === 'trialing') return save(ctx, row, { ...plan, ...SETTLED });
  await endPhase(ctx, row, row.usageFrom);
  const period = { start: row.currentPeriodStart, end: row.currentPeriodEnd };
  const { timezone } = ctx.provider;
  const at = ctx.clock.now();
  const owner = { customerId: row.customerId, subscriptionId: row.id, currency: from.currency };
  const consumed = from.proration === 'usage_or_time' ? await consumedOf(ctx, row, from) : [];
  if (from.interval === to.interval) {
    for (const item of prorationItems({ from, to, period, at, timezone, consumed })) {
      await addItem(ctx, owner, item);
    }
    return save(ctx, row, { ...plan, ...SETTLED });
  }
  // Another interval begins a period of its own today; the window of usage ends with the old one.
  const anchorDate = localDayOf(at, timezone);
  const next = paidPeriodAt(at, { anchorDate, interval: to.interval, timezone });
  await addItem(ctx, owner, creditItem({ from, period, at, timezone, consumed }));
  const whole = { start: next.currentPeriodStart, end: next.currentPeriodEnd };
  await addItem(ctx, owner, baseItem(to, whole, timezone));
  return updateSubscription(ctx, ctx.provider.id, row.id, {
    ...plan,
    ...SETTLED,
    ...next,
    anchorDate,
    closeAt: at,
  });
}

/** Nothing has happened yet, so it is as if it had been started with the other plan. */
function changeBeforeStart(ctx: Context, row: SubscriptionRow, to: Plan): Promise<SubscriptionRow> {
  const { timezone } = ctx.provider;
  const opening = openingOf(row.startedAt, to.interval, timezone, 0);
  const { status, trialEndsAt, currentPeriodEnd } = row;
  const kept = row.status === 'trialing' ? { status, trialEndsAt, currentPeriodEnd } : {};
  return save(ctx, row, { planId: to.id, planVersion: to.version, ...SETTLED, ...opening, ...kept });
}

async function endPhase(ctx: Context, row: SubscriptionRow, usageFrom: Date): Promise<void> {
  const endedAt = ctx.clock.now();
  const earlier = await readPhases(ctx, ctx.provider.id, row.id, usageFrom);
  const startedAt = earlier.at(-1)?.endedAt ?? usageFrom;
  if (startedAt >= endedAt) return;
  const { planId, planVersion } = row;
  await insertPhase(ctx, ctx.provider.id, row.id, { startedAt, endedAt, planId, planVersion });
}

/** What was used in the period of the meters that the plan includes units of. */
async function consumedOf(ctx: Context, row: SubscriptionRow, plan: Plan): Promise<Consumed[]> {
  const span = { start: row.currentPeriodStart, end: ctx.clock.now() };
  const chargeableBelow = CHARGEABLE_BELOW[plan.chargeableStatus];
  const consumed: Consumed[] = [];
  for (const { meter, included } of plan.prices) {
    if (included === undefined || span.start >= span.end) continue;
    const { quantity } = await measureUsage(ctx, {
      customerId: row.customerId,
      meter,
      span,
      chargeableBelow,
    });
    consumed.push({ meter, quantity });
  }
  return consumed;
}

function save(
  ctx: Context,
  row: SubscriptionRow,
  changes: Partial<Omit<SubscriptionRow, 'id'>>,
): Promise<SubscriptionRow> {
  const closeAt = closeAtOf({ ...row, ...changes }, ctx.provider.timezone);
  return updateSubscription(ctx, ctx.provider.id, row.id, { ...changes, closeAt });
}
