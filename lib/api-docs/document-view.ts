import type { Context } from '@/lib/core/context';
import { env } from '@/lib/env';
import type { DocumentRow } from './document-store';
import type { OpenApiDocument } from './read-document';
import type { ApiDocument } from './schemas';

/** The fixed fields of a path item that are calls (OpenAPI 3.2, 4.9.1). */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** As it was written: only what is valid is stored. */
export function documentOf(row: DocumentRow): OpenApiDocument {
  return JSON.parse(row.document);
}

export function documentView(ctx: Context, document: OpenApiDocument, updatedAt: Date): ApiDocument {
  const { title, version } = document.info;
  return {
    ...{ title, version, openapi: document.openapi, operations: countOperations(document) },
    url: `${env().appUrl}/p/${ctx.provider.slug}/docs`,
    updatedAt: updatedAt.toISOString(),
    document,
  };
}

function countOperations({ paths }: OpenApiDocument): number {
  return Object.values((paths ?? {}) as Record<string, object>).reduce(
    (count, item) => count + Object.keys(item).filter((name) => METHODS.includes(name)).length,
    0,
  );
}
