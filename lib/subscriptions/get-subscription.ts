import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { resolveCustomerId } from '@/lib/tenants';
import type { Subscription } from './schemas';
import { readSubscriptionOf } from './store';
import { subscriptionView } from './view';

/** A customer's subscription: the one that lives or, when none does, the last. */
export async function getSubscription(ctx: Context, input: { customer: string }): Promise<Subscription> {
  const customerId = await resolveCustomerId(ctx, input.customer);
  const row = await readSubscriptionOf(ctx, ctx.provider.id, customerId);
  if (!row) throw notFound('subscription');
  return subscriptionView(ctx, row);
}
