import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { getPlanVersion, type Plan } from '@/lib/plans';
import { resolveCustomerId } from '@/lib/tenants';
import { lockSubscription, type SubscriptionRow } from './store';

/**
 * A customer's live subscription and its plan, held against changes until the transaction ends.
 * @throws AppError `not_found` when none lives
 */
export async function lockLiveSubscription(
  ctx: Context,
  customer: string,
): Promise<{ row: SubscriptionRow; plan: Plan }> {
  const liveCustomerId = await resolveCustomerId(ctx, customer);
  const row = await lockSubscription(ctx, ctx.provider.id, { liveCustomerId });
  if (!row) throw notFound('live subscription');
  return { row, plan: await planOf(ctx, row) };
}

/** The plan version that a subscription is on. */
export function planOf(ctx: Context, row: Pick<SubscriptionRow, 'planId' | 'planVersion'>): Promise<Plan> {
  return getPlanVersion(ctx, { planId: row.planId, version: row.planVersion });
}
