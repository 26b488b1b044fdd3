import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { findToSettle, refreshStanding } from './collection';
import { returnFromInvoice } from './credits';
import { moveInvoice } from './move-invoice';
import type { Invoice } from './schemas';
import { lockCustomer } from './store';
import { invoiceView } from './views';

/**
 * Takes a final invoice back: nothing is owed on it any more, its number stays used, credits that it burned
 * return. Its usage counts as billed and does not come up again.
 */
export async function voidInvoice(
  ctx: Context,
  input: { id: string; reason?: string | undefined },
): Promise<Invoice> {
  requireProviderWriter(ctx);
  const { reason } = input;
  return inTransaction(ctx, async (inner) => {
    const row = await findToSettle(inner, input.id);
    if (row.amountPaid > 0n) {
      throw new AppError('invalid_state', 'Money was paid on the invoice; give it back by a credit note.');
    }
    await lockCustomer(inner, ctx.provider.id, row.customerId);
    const moved = await moveInvoice(inner, row, 'void', { reason, amountDue: 0n });
    await returnFromInvoice(inner, { customerId: row.customerId, invoiceId: row.id });
    await refreshStanding(inner, row);
    return invoiceView(moved);
  });
}
