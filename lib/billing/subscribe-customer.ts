import type { Context } from '@/lib/core/context';
import type { StartSubscriptionInput, Subscription } from '@/lib/subscriptions';
import { startAndBill } from './plan-moves';

/** Puts a customer on a plan and invoices the first base fee, in one transaction (the caller's, if there is one). */
export async function subscribeCustomer(
  ctx: Context,
  input: StartSubscriptionInput & { customer: string },
): Promise<Subscription> {
  return (await startAndBill(ctx, input)).subscription;
}
