import type { Context } from '@/lib/core/context';
import type { ChangeSubscriptionInput, Subscription } from '@/lib/subscriptions';
import { changeAndBill } from './plan-moves';

/** Moves a customer to another plan and invoices what that costs today, in one transaction. */
export async function changePlan(
  ctx: Context,
  input: ChangeSubscriptionInput & { customer: string },
): Promise<Subscription> {
  return (await changeAndBill(ctx, input)).subscription;
}
