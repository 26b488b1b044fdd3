import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { type AdvanceKind, advanceSubscription } from '@/lib/subscriptions';
import { draftWindow } from './draft';
import { invoiceItems } from './invoice-items';

/** One thing that was done because it was due. */
export interface Done {
  at: string;
  /** A kind of billing's own, or of a room above. */
  what:
    | AdvanceKind
    | 'invoice_drafted'
    | 'invoice_finalized'
    | `credits_${'expired' | 'reset' | 'recurred'}`
    | (string & {});
  customer: string;
  subscription?: string;
  invoice?: string;
}

/**
 * Does the next due thing about a subscription and drafts or makes the invoice that it means, in one transaction.
 * The row's lock lets one worker at a time through; the one that waited finds nothing due. Null for nothing due.
 */
export async function closeSubscription(ctx: Context, input: { id: string }): Promise<Done[] | null> {
  return inTransaction(ctx, async (inner) => {
    const advance = await advanceSubscription(inner, input);
    if (!advance) return null;
    const { what, window, charges, subscriptionId: subscription, customerId: customer } = advance;
    const at = advance.at.toISOString();
    const done: Done[] = [{ at, what, customer, subscription }];
    if (window && charges.length > 0) {
      const invoice = await draftWindow(inner, { ...advance, window });
      return [...done, { at, what: 'invoice_drafted', customer, subscription, invoice }];
    }
    // Nothing may come late to what has no usage, so it need not wait for the grace to end.
    const invoice = await invoiceItems(inner, { customerId: customer });
    if (!invoice) return done;
    return [...done, { at, what: 'invoice_finalized', customer, subscription, invoice: invoice.id }];
  });
}
