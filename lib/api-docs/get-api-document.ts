import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { getBranding } from '@/lib/tenants';
import { type DocumentRow, hasDocumentRow, readDocumentRow } from './document-store';
import { documentOf, documentView } from './document-view';
import type { ApiDocument } from './schemas';
import { type ShownDocument, shownDocument } from './shown-document';

/**
 * The provider's document as it was given. Everyone may read it.
 * @throws AppError `not_found` where there is none
 */
export async function getApiDocument(ctx: Context): Promise<ApiDocument> {
  const row = await publishedRow(ctx);
  return documentView(ctx, documentOf(row), row.updatedAt);
}

/**
 * The document as customers read it, ready to send calls.
 * @throws AppError `not_found` where there is none
 */
export async function getShownDocument(ctx: Context): Promise<ShownDocument> {
  const document = documentOf(await publishedRow(ctx));
  const { apiUrl } = await getBranding(ctx);
  return shownDocument(document, apiUrl);
}

async function publishedRow(ctx: Context): Promise<DocumentRow> {
  const row = await readDocumentRow(ctx, ctx.provider.id);
  if (!row) throw notFound('API document');
  return row;
}

export function hasApiDocument(ctx: Context): Promise<boolean> {
  return hasDocumentRow(ctx, ctx.provider.id);
}
