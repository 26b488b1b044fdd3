import type { Context } from '@/lib/core/context';
import { sumMinor } from '@/lib/core/money';
import { inTransaction } from '@/lib/infra/postgres';
import { planOf, readSubscriptionOf } from '@/lib/subscriptions';
import { insertDraft } from './draft';
import { finalizeDraft } from './finalize-draft';
import { readWaitingItems } from './items-store';
import { type InvoiceRow, lockCustomer } from './store';

/**
 * Invoices at once what a customer owes outside of usage: a first base fee, an upgrade. Null when nothing waits
 * or it comes to no more than zero; what is owed to the customer waits for the next invoice.
 */
export async function invoiceItems(ctx: Context, input: { customerId: string }): Promise<InvoiceRow | null> {
  const { customerId } = input;
  return inTransaction(ctx, async (inner) => {
    await lockCustomer(inner, ctx.provider.id, customerId);
    const waiting = await readWaitingItems(inner, ctx.provider.id, customerId);
    const currency = waiting.at(-1)?.currency;
    const items = waiting.filter((item) => item.currency === currency);
    if (sumMinor(items.map(({ amount }) => amount)) <= 0n) return null;
    const subscription = await readSubscriptionOf(inner, ctx.provider.id, customerId);
    if (!subscription) throw new Error(`${customerId} owes for a subscription that does not exist`);
    const at = ctx.clock.now();
    const id = await insertDraft(inner, {
      customerId,
      subscriptionId: subscription.id,
      plan: await planOf(inner, subscription),
      period: { start: at, end: at },
      windowStart: null,
      finalizeAfter: at,
      items,
    });
    return finalizeDraft(inner, { id });
  });
}
