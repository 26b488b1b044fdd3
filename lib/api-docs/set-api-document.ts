import type { z } from 'zod';
import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { writeDocumentRow } from './document-store';
import { documentView } from './document-view';
import { readDocument } from './read-document';
import type { ApiDocument, setApiDocumentInput } from './schemas';

/**
 * Publishes the description of the provider's API, in place of the one before.
 * @throws AppError `validation_failed` naming what is wrong in it
 */
export async function setApiDocument(
  ctx: Context,
  input: z.output<typeof setApiDocumentInput>,
): Promise<ApiDocument> {
  requireProviderWriter(ctx);
  const document = await readDocument(input.document);
  const updatedAt = ctx.clock.now();
  await inTransaction(ctx, async (inner) => {
    await writeDocumentRow(inner, ctx.provider.id, { document: JSON.stringify(document), updatedAt });
    const { title, version } = document.info;
    await recordAudit(inner, { action: 'api_document.published', details: { title, version } });
  });
  return documentView(ctx, document, updatedAt);
}
