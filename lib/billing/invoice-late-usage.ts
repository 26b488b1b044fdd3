import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { planOf, readSubscriptionOf } from '@/lib/subscriptions';
import { type ChargeRow, readLastCharges } from './charges-store';
import { insertDraft } from './draft';
import { takeLateUsage } from './due-store';
import { finalizeDraft } from './finalize-draft';
import { readWaitingItems } from './items-store';
import { Catalogue } from './meters-and-plans';
import { rateLateUsage } from './rate-usage';
import { type InvoiceRow, lockCustomer } from './store';

/**
 * Bills what came late to periods that are billed of a customer who gets no invoice of usage any more: one that holds
 * adjustments alone, in each currency that it was billed in. Where the customer has a plan again that bills usage,
 * its next invoice does that. Empty when another worker was faster or nothing has changed.
 */
export async function invoiceLateUsage(ctx: Context, input: { customerId: string }): Promise<InvoiceRow[]> {
  const { customerId } = input;
  return inTransaction(ctx, async (inner) => {
    await lockCustomer(inner, ctx.provider.id, customerId);
    if (!(await takeLateUsage(inner, ctx.provider.id, customerId))) return [];
    if (await hasNextInvoice(inner, customerId)) return [];
    const invoices: InvoiceRow[] = [];
    for (const charge of await readLastCharges(inner, ctx.provider.id, customerId)) {
      const scope = { customerId, catalogue: new Catalogue(inner) };
      if ((await rateLateUsage(inner, scope, charge.currency)).length === 0) continue;
      const invoice = await finalizeDraft(inner, { id: await draftAdjustments(inner, customerId, charge) });
      if (invoice) invoices.push(invoice);
    }
    return invoices;
  });
}

async function hasNextInvoice(ctx: Context, customerId: string): Promise<boolean> {
  const row = await readSubscriptionOf(ctx, ctx.provider.id, customerId);
  return row?.liveCustomerId === customerId && (await planOf(ctx, row)).prices.length > 0;
}

/** It is of no window: both ends of its period are the present instant, as of all that is billed in between. */
async function draftAdjustments(ctx: Context, customerId: string, charge: ChargeRow): Promise<string> {
  const at = ctx.clock.now();
  const items = await readWaitingItems(ctx, ctx.provider.id, customerId);
  return insertDraft(ctx, {
    customerId,
    subscriptionId: charge.subscriptionId,
    plan: await planOf(ctx, charge),
    period: { start: at, end: at },
    windowStart: null,
    finalizeAfter: at,
    items: items.filter(({ currency }) => currency === charge.currency),
  });
}
