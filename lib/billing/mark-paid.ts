import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { findToSettle, paid } from './collection';
import { moveInvoice } from './move-invoice';
import type { Invoice, MarkPaidInput } from './schemas';
import { invoiceView } from './views';

/** Notes that an invoice was paid in full outside of here: a bank transfer, cash. */
export async function markPaid(ctx: Context, input: MarkPaidInput & { id: string }): Promise<Invoice> {
  requireProviderWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const row = await findToSettle(inner, input.id);
    const moved = await moveInvoice(inner, row, 'paid', {
      amountPaid: row.amountPaid + row.amountDue,
      amountDue: 0n,
      paidAt: input.paidAt === undefined ? ctx.clock.now() : new Date(input.paidAt),
      paymentReference: input.reference ?? null,
    });
    await paid(inner, moved);
    return invoiceView(moved);
  });
}
