import type { Context } from '@/lib/core/context';
import { publishEvent } from '@/lib/outbox';
import { setStanding } from '@/lib/subscriptions';
import { readFailing } from './store';

/**
 * Brings a customer's standing into line with its invoices, in the caller's transaction: past due while a payment
 * fails, calls refused once the provider's grace is over, both undone by whatever settles the last such invoice.
 */
export async function refreshStanding(ctx: Context, input: { customerId: string }): Promise<void> {
  const { customerId } = input;
  const failing = await readFailing(ctx, ctx.provider.id, customerId, ctx.clock.now());
  const pastDue = await setStanding(ctx, { customerId, ...failing });
  if (pastDue !== null) {
    await publishEvent(ctx, { type: 'subscription.past_due', subjectId: pastDue, customerId });
  }
}
