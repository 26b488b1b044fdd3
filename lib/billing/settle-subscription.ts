import type { Context } from '@/lib/core/context';
import { closeSubscription, type Done } from './close-subscription';
import { readDueDrafts } from './due-store';
import { finalizeDraft } from './finalize-draft';
import { invoiceItems } from './invoice-items';

/** Longer than any chain of periods that can be due: 400 days by month, each closed and finalised. */
const MAX_STEPS = 100;

/**
 * Brings one customer's billing up to the present: what is due is closed, what waits and is owed is invoiced.
 * Called before and after every change of a subscription, in its transaction.
 */
export async function settleSubscription(
  ctx: Context,
  input: { customerId: string; subscriptionId: string },
): Promise<Done[]> {
  const { customerId, subscriptionId } = input;
  const done: Done[] = [];
  // First, so that an old start's base fee is on an invoice of its own and not on a later period's.
  const finals = [await invoiceItems(ctx, { customerId })];
  for (let step = 0; step < MAX_STEPS; step++) {
    const closed = await closeSubscription(ctx, { id: subscriptionId });
    if (!closed) break;
    done.push(...closed);
  }
  const at = ctx.clock.now();
  const drafts = await readDueDrafts(ctx, ctx.provider.id, { customerId, until: at });
  for (const { id } of drafts) finals.push(await finalizeDraft(ctx, { id }));
  finals.push(await invoiceItems(ctx, { customerId }));
  for (const final of finals) {
    if (!final) continue;
    const what = 'invoice_finalized' as const;
    done.push({
      at: at.toISOString(),
      what,
      customer: customerId,
      subscription: subscriptionId,
      invoice: final.id,
    });
  }
  return done;
}
