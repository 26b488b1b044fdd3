import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { findCustomer } from './find-customer';
import { type CustomerNote, noteView } from './list-customer-notes';
import { insertNote } from './note-store';
import { requireProviderWriter } from './permissions';

/**
 * Writes a note about a customer down.
 * @throws AppError `not_found` for a customer that is none of the provider's
 */
export async function addCustomerNote(
  ctx: Context,
  input: { customer: string; text: string },
): Promise<CustomerNote> {
  requireProviderWriter(ctx);
  const { id: customerId } = await findCustomer(ctx, input.customer);
  const createdAt = ctx.clock.now();
  const row = {
    id: newId('note', createdAt),
    authorName: ctx.actor.name,
    text: input.text.trim(),
    createdAt,
  };
  await inTransaction(ctx, async (inner) => {
    await insertNote(inner, ctx.provider.id, { ...row, customerId });
    await recordAudit(inner, { action: 'customer_note.added', targetId: row.id, customerId });
  });
  return noteView(row);
}
