import type { Context } from '@/lib/core/context';
import { orNull } from '@/lib/core/errors';
import { getPlan, getPlanVersion, type Plan } from '@/lib/plans';
import { getSubscription, type Subscription } from '@/lib/subscriptions';

export interface SubscribedPlan {
  subscription: Subscription;
  /** With the terms of the version that the customer is on, not of the newest. */
  plan: Plan;
}

/** A customer's subscription and the terms it has; null for one that never had any. */
export async function loadPlan(ctx: Context, customer: string): Promise<SubscribedPlan | null> {
  const subscription = await orNull(getSubscription(ctx, { customer }));
  if (!subscription) return null;
  const { id } = await getPlan(ctx, { slug: subscription.plan });
  const plan = await getPlanVersion(ctx, { planId: id, version: subscription.version });
  return { subscription, plan };
}
