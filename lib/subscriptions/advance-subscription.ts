import { standingClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { localDayOf, type Span } from '@/lib/core/period';
import { publishEvent } from '@/lib/outbox';
import { type ChargeSpan, getPlanVersion, type Plan } from '@/lib/plans';
import { addItem } from './add-item';
import { chargesOf } from './charges';
import { planOf } from './find-live-subscription';
import { openSubscription } from './open-subscription';
import { baseItem } from './proration';
import { closeAtOf, later, paidPeriodAt } from './schedule';
import { lockSubscription, readHistory, type SubscriptionRow, updateSubscription } from './store';

export type AdvanceKind =
  | 'subscription_started'
  | 'trial_ended'
  | 'usage_closed'
  | 'period_closed'
  | 'subscription_cancelled';

/** One thing that fell due and was done; billing makes an invoice of the window. */
export interface Advance {
  what: AdvanceKind;
  at: Date;
  subscriptionId: string;
  customerId: string;
  /** The plan that the window was used on. */
  plan: Plan;
  /** Usage to bill; null when there is none (a start, a trial). */
  window: Span | null;
  charges: ChargeSpan[];
}

/**
 * Does the next due thing about a subscription, in the caller's transaction, and says what is to be billed: it
 * begins, its trial ends, a month of a yearly plan ends, its period ends and the next begins, it is over. Null
 * when nothing is due, also because another worker did it while this one waited for the row.
 */
export async function advanceSubscription(ctx: Context, input: { id: string }): Promise<Advance | null> {
  const row = await lockSubscription(ctx, ctx.provider.id, input);
  if (!row || row.closeAt === null || row.closeAt > ctx.clock.now()) return null;
  const plan = await planOf(ctx, row);
  const done = { at: row.closeAt, subscriptionId: row.id, customerId: row.customerId, plan };
  if (row.usageFrom === null) {
    const { lastCancelledAt } = await readHistory(ctx, ctx.provider.id, row.customerId);
    await openSubscription(ctx, row, plan, lastCancelledAt);
    return { ...done, what: 'subscription_started', window: null, charges: [] };
  }
  const window = windowOf(row, row.usageFrom, row.closeAt);
  const charges = await chargesOf(ctx, row, window);
  const what = await moveOn(ctx, row, plan, row.closeAt);
  return { ...done, what, window, charges };
}

/** What was used since the last bill; what was used in a trial is free. */
export function windowOf(row: SubscriptionRow, usageFrom: Date, end: Date): Span | null {
  const start = later(row.trialEndsAt, usageFrom);
  return start < end ? { start, end } : null;
}

async function moveOn(ctx: Context, row: SubscriptionRow, plan: Plan, at: Date): Promise<AdvanceKind> {
  // It is what it is since it fell due, however late that is seen to.
  const then = { ...ctx, clock: standingClock(at) };
  if (row.cancelAt !== null && row.cancelAt <= at) {
    await save(then, row, {
      status: 'cancelled',
      cancelledAt: row.cancelledAt ?? row.cancelAt,
      liveCustomerId: null,
      scheduledPlanId: null,
      scheduledPlanVersion: null,
      usageFrom: at,
      closeAt: null,
    });
    // One that was cancelled at once was told of then.
    if (row.status !== 'cancelled') await publish(ctx, 'subscription.cancelled', row);
    return 'subscription_cancelled';
  }
  const usageFrom = later(row.usageFrom, at);
  if (at < row.currentPeriodEnd) {
    await save(then, row, { usageFrom });
    return 'usage_closed';
  }
  const isTrialEnd = row.status === 'trialing';
  const { plan: next, ...period } = await nextPeriodOf(ctx, row, plan, at);
  await addItem(
    ctx,
    { customerId: row.customerId, subscriptionId: row.id, currency: next.currency },
    baseItem(next, { start: period.currentPeriodStart, end: period.currentPeriodEnd }, ctx.provider.timezone),
  );
  await save(then, row, {
    ...period,
    planId: next.id,
    planVersion: next.version,
    scheduledPlanId: null,
    scheduledPlanVersion: null,
    status: isTrialEnd ? 'active' : row.status,
    usageFrom,
  });
  if (isTrialEnd || row.scheduledPlanId !== null) await publish(ctx, 'subscription.changed', row);
  return isTrialEnd ? 'trial_ended' : 'period_closed';
}

/**
 * The period that follows, and its plan: the planned one, if a change was planned. It is counted from a new day
 * where a trial ends or the interval changes.
 */
export async function nextPeriodOf(ctx: Context, row: SubscriptionRow, plan: Plan, at: Date) {
  const { scheduledPlanId, scheduledPlanVersion } = row;
  const next =
    scheduledPlanId !== null && scheduledPlanVersion !== null
      ? await getPlanVersion(ctx, { planId: scheduledPlanId, version: scheduledPlanVersion })
      : plan;
  const { timezone } = ctx.provider;
  const isAnew = row.status === 'trialing' || next.interval !== plan.interval;
  const anchorDate = isAnew ? localDayOf(at, timezone) : row.anchorDate;
  return { plan: next, anchorDate, ...paidPeriodAt(at, { anchorDate, interval: next.interval, timezone }) };
}

function publish(
  ctx: Context,
  type: 'subscription.changed' | 'subscription.cancelled',
  { id, customerId }: SubscriptionRow,
): Promise<void> {
  return publishEvent(ctx, { type, subjectId: id, customerId });
}

function save(
  ctx: Context,
  row: SubscriptionRow,
  changes: Partial<Omit<SubscriptionRow, 'id'>>,
): Promise<SubscriptionRow> {
  const closeAt = closeAtOf({ ...row, ...changes }, ctx.provider.timezone);
  return updateSubscription(ctx, ctx.provider.id, row.id, { closeAt, ...changes });
}
