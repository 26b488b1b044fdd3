import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import {
  type CancelSubscriptionInput,
  type ChangeSubscriptionInput,
  cancelSubscription,
  changeSubscription,
  getSubscription,
  type StartSubscriptionInput,
  type Subscription,
  startSubscription,
} from '@/lib/subscriptions';
import type { Done } from './close-subscription';
import { refreshStanding } from './collection';
import { momentOfChange } from './moment-of-change';
import { settleSubscription } from './settle-subscription';

/** A change of a subscription with what billing made of it at once. */
export interface PlanMove {
  subscription: Subscription;
  done: Done[];
}

/** Starts and invoices the first base fee. */
export function startAndBill(
  ctx: Context,
  input: StartSubscriptionInput & { customer: string },
): Promise<PlanMove> {
  return inTransaction(ctx, async (inner) => {
    const { id, customer } = await startSubscription(inner, input);
    const done = await settleSubscription(inner, { customerId: customer, subscriptionId: id });
    // Who left with a payment that fails does not get around it by starting again.
    await refreshStanding(inner, { customerId: customer });
    return { subscription: await getSubscription(inner, { customer }), done };
  });
}

/** Closes what was due before, so that the change falls into the right period; changes; invoices the change. */
export function changeAndBill(
  ctx: Context,
  input: ChangeSubscriptionInput & { customer: string },
): Promise<PlanMove> {
  return inTransaction(ctx, async (inner) => {
    const { id, customer } = await getSubscription(inner, input);
    const which = { customerId: customer, subscriptionId: id };
    await settleSubscription(inner, which);
    const moment = await momentOfChange(inner, which);
    await changeSubscription(moment, input);
    const done = await settleSubscription(moment, which);
    return { subscription: await getSubscription(moment, { customer }), done };
  });
}

/** The same for an end; ended now, what was used until now is drafted as the last invoice. */
export function endAndBill(
  ctx: Context,
  input: CancelSubscriptionInput & { customer: string },
): Promise<PlanMove> {
  return inTransaction(ctx, async (inner) => {
    const { id, customer } = await getSubscription(inner, input);
    const which = { customerId: customer, subscriptionId: id };
    await settleSubscription(inner, which);
    const moment = await momentOfChange(inner, which);
    const subscription = await cancelSubscription(moment, input);
    const done = await settleSubscription(moment, which);
    return { subscription, done };
  });
}
