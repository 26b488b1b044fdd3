import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import { requireWriter } from '@/lib/tenants';
import { lockLiveSubscription } from './find-live-subscription';
import { closeAtOf } from './schedule';
import type { CancelSubscriptionInput, Subscription } from './schemas';
import { type SubscriptionRow, updateSubscription } from './store';
import { subscriptionView } from './view';

/**
 * Ends a live subscription: at once, or at the end of the period that was paid for. A base fee that was paid is
 * not given back (a credit note can); what was used until the end is billed. Billing's `endSubscription` cancels
 * and closes the usage in one step.
 */
export async function cancelSubscription(
  ctx: Context,
  input: CancelSubscriptionInput & { customer: string },
): Promise<Subscription> {
  requireWriter(ctx);
  const { when } = input;
  return inTransaction(ctx, async (inner) => {
    const { row } = await lockLiveSubscription(inner, input.customer);
    const at = ctx.clock.now();
    const hasBegun = row.usageFrom !== null;
    const cancelled =
      when === 'now' || !hasBegun
        ? await endNow(inner, row, at)
        : await updateSubscription(inner, ctx.provider.id, row.id, {
            cancelAt: row.currentPeriodEnd,
            scheduledPlanId: null,
            scheduledPlanVersion: null,
            closeAt: closeAtOf({ ...row, cancelAt: row.currentPeriodEnd }, ctx.provider.timezone),
          });
    await recordAudit(inner, {
      action: 'subscription.cancelled',
      targetId: row.id,
      customerId: row.customerId,
      details: { when, cancelAt: cancelled.cancelAt?.toISOString() ?? null },
    });
    // One that is only marked to end is told of when it has ended.
    const type = cancelled.status === 'cancelled' ? 'subscription.cancelled' : 'subscription.changed';
    await publishEvent(inner, { type, subjectId: row.id, customerId: row.customerId });
    return subscriptionView(inner, cancelled);
  });
}

/** No call is let through from now on; what is left to bill is found by `closeAt`. */
function endNow(ctx: Context, row: SubscriptionRow, at: Date): Promise<SubscriptionRow> {
  const hasBegun = row.usageFrom !== null;
  return updateSubscription(ctx, ctx.provider.id, row.id, {
    status: 'cancelled',
    cancelAt: at,
    cancelledAt: at,
    liveCustomerId: null,
    scheduledPlanId: null,
    scheduledPlanVersion: null,
    closeAt: hasBegun ? closeAtOf({ ...row, cancelAt: at }, ctx.provider.timezone) : null,
  });
}
