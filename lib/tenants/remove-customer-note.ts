import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { deleteNote } from './note-store';
import { requireProviderWriter } from './permissions';

/**
 * Takes a note away for good; the audit log says that there was one.
 * @throws AppError `not_found` where there is none
 */
export async function removeCustomerNote(ctx: Context, input: { id: string }): Promise<void> {
  requireProviderWriter(ctx);
  await inTransaction(ctx, async (inner) => {
    const customerId = await deleteNote(inner, ctx.provider.id, input.id);
    if (customerId === null) throw notFound('note');
    await recordAudit(inner, { action: 'customer_note.removed', targetId: input.id, customerId });
  });
}
