import type { Context } from '@/lib/core/context';
import type { CancelSubscriptionInput, Subscription } from '@/lib/subscriptions';
import { endAndBill } from './plan-moves';

/** Ends a customer's subscription; ended now, what was used of the period is drafted as its last invoice. */
export async function endSubscription(
  ctx: Context,
  input: CancelSubscriptionInput & { customer: string },
): Promise<Subscription> {
  return (await endAndBill(ctx, input)).subscription;
}
