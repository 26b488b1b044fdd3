import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { finalizeDraft } from './finalize-draft';
import { findInvoice } from './find-invoice';
import type { Invoice } from './schemas';
import { assertTransition } from './transitions';
import { invoiceView } from './views';

/**
 * Makes a draft final before its grace is over. What is recorded afterwards becomes an adjustment on the next
 * invoice.
 */
export async function finalizeInvoice(ctx: Context, input: { id: string }): Promise<Invoice> {
  requireProviderWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const found = await findInvoice(inner, input.id, true);
    assertTransition(found.status, 'open');
    const row = await finalizeDraft(inner, { id: found.id });
    return invoiceView(row ?? found);
  });
}
