import { standingClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import type { Plan } from '@/lib/plans';
import { addItem } from './add-item';
import { baseItem } from './proration';
import { closeAtOf, later } from './schedule';
import { type SubscriptionRow, updateSubscription } from './store';

/**
 * Begins a subscription whose start has come: usage counts from the start of its first period (but never what an
 * earlier subscription of the customer billed), and unless there is a trial the first base fee is owed.
 */
export async function openSubscription(
  ctx: Context,
  row: SubscriptionRow,
  plan: Plan,
  lastCancelledAt: Date | null,
): Promise<SubscriptionRow> {
  const { timezone } = ctx.provider;
  const period = { start: row.currentPeriodStart, end: row.currentPeriodEnd };
  const usageFrom = lastCancelledAt && lastCancelledAt > period.start ? lastCancelledAt : period.start;
  if (row.status !== 'trialing') {
    const owner = { customerId: row.customerId, subscriptionId: row.id, currency: plan.currency };
    await addItem(ctx, owner, baseItem(plan, period, timezone));
  }
  const closeAt = closeAtOf({ ...row, usageFrom }, timezone);
  const begun = { ...ctx, clock: standingClock(later(lastCancelledAt, row.startedAt)) };
  return updateSubscription(begun, ctx.provider.id, row.id, { usageFrom, closeAt });
}
