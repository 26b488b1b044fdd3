import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { getBranding } from '@/lib/tenants';
import { hasDocumentRow, readDocumentRow } from './document-store';
import { documentView } from './document-view';
import type { ApiDocument } from './schemas';
import { type ShownDocument, shownDocument } from './shown-document';

/**
 * The provider's document as it was given. Everyone may read it.
 * @throws AppError `not_found` where there is none
 */
export async function getApiDocument(ctx: Context): Promise<ApiDocument> {
  const row = await readDocumentRow(ctx, ctx.provider.id);
  if (!row) throw notFound('API document');
  return documentView(ctx, row);
}

/** The document as customers read it, ready to send calls. */
export async function getShownDocument(ctx: Context): Promise<ShownDocument & { title: string }> {
  const { document, title } = await getApiDocument(ctx);
  const { apiUrl } = await getBranding(ctx);
  return { ...shownDocument(document as Parameters<typeof shownDocument>[0], apiUrl), title };
}

export function hasApiDocument(ctx: Context): Promise<boolean> {
  return hasDocumentRow(ctx, ctx.provider.id);
}
