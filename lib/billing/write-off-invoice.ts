import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { findInvoice } from './find-invoice';
import { moveInvoice } from './move-invoice';
import type { Invoice } from './schemas';
import { invoiceView } from './views';

/** Gives up on an open invoice. It stays owed on paper, and may still be paid. */
export async function writeOffInvoice(
  ctx: Context,
  input: { id: string; reason?: string | undefined },
): Promise<Invoice> {
  requireProviderWriter(ctx);
  const { reason } = input;
  return inTransaction(ctx, async (inner) => {
    const row = await findInvoice(inner, input.id, true);
    return invoiceView(await moveInvoice(inner, row, 'uncollectible', { reason }));
  });
}
