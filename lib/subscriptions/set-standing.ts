import type { Context } from '@/lib/core/context';
import { lockSubscription, updateSubscription } from './store';

export interface Standing {
  customerId: string;
  /** True while a payment of the customer's fails. */
  isFailing: boolean;
  /** Since when its calls are refused for it; null while they are not. */
  accessStoppedAt: Date | null;
}

/**
 * Writes a customer's standing into its live subscription: `past_due` while a payment fails, back to `active`
 * afterwards; whether its calls are refused. The row's trigger tells every process at the commit. A trial stays
 * a trial. Returns the id of a subscription that has just become past due.
 */
export async function setStanding(ctx: Context, standing: Standing): Promise<string | null> {
  const { customerId, isFailing, accessStoppedAt } = standing;
  const row = await lockSubscription(ctx, ctx.provider.id, { liveCustomerId: customerId });
  if (!row) return null;
  const status = nextStatus(row.status, isFailing);
  const stoppedAt = accessStoppedAt && (row.accessStoppedAt ?? accessStoppedAt);
  if (status === row.status && +(stoppedAt ?? 0) === +(row.accessStoppedAt ?? 0)) return null;
  await updateSubscription(ctx, ctx.provider.id, row.id, { status, accessStoppedAt: stoppedAt });
  return status === 'past_due' && row.status !== 'past_due' ? row.id : null;
}

function nextStatus(status: string, isFailing: boolean): string {
  if (isFailing) return status === 'active' ? 'past_due' : status;
  return status === 'past_due' ? 'active' : status;
}

/** Holds a customer's live subscription until the transaction ends: what changes its standing locks it first. */
export async function holdSubscriptionOf(ctx: Context, input: { customerId: string }): Promise<void> {
  await lockSubscription(ctx, ctx.provider.id, { liveCustomerId: input.customerId });
}
