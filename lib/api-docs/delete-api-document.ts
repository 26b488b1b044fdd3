import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { deleteDocumentRow } from './document-store';

/**
 * Takes the description of the API, and its page, away.
 * @throws AppError `not_found` where there is none
 */
export async function deleteApiDocument(ctx: Context): Promise<{ deleted: true }> {
  requireProviderWriter(ctx);
  await inTransaction(ctx, async (inner) => {
    if (!(await deleteDocumentRow(inner, ctx.provider.id))) throw notFound('API document');
    await recordAudit(inner, { action: 'api_document.removed' });
  });
  return { deleted: true };
}
