import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import type { Subscription } from './schemas';
import { readSubscription } from './store';
import { subscriptionView } from './view';

/** One subscription, also one that is over and has a successor. */
export async function getSubscriptionById(ctx: Context, input: { id: string }): Promise<Subscription> {
  const row = await readSubscription(ctx, ctx.provider.id, input.id);
  if (!row) throw notFound('subscription');
  return subscriptionView(ctx, row);
}
