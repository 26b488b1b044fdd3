import type { OpenApiDocument } from './read-document';

/** The scheme that is added to a document that names none. */
const KEY_SCHEME = 'ApiKey';

export interface ShownDocument {
  document: OpenApiDocument;
  /** The security scheme that a customer's key is filled in for; null where none takes one. */
  keyScheme: string | null;
}

/**
 * Pure: the document with what a call from the page needs and it may leave out: where the API is, and how a key is
 * sent. A document that says so itself is left as it is.
 * @param apiUrl where the provider's API is called, for a document without an absolute server
 */
export function shownDocument(given: OpenApiDocument, apiUrl: string | undefined): ShownDocument {
  const isPlaced = apiUrl === undefined || hasAbsoluteServer(given);
  const placed = isPlaced ? given : { ...given, servers: [{ url: apiUrl }] };
  const hasSchemes = Object.keys(schemesOf(given)).length > 0;
  const document = hasSchemes ? placed : withKeyScheme(placed);
  return { document, keyScheme: keySchemeOf(schemesOf(document)) };
}

function hasAbsoluteServer({ servers }: OpenApiDocument): boolean {
  if (!Array.isArray(servers)) return false;
  const urls = servers.map(({ url }: { url?: unknown }) => String(url));
  return urls.some((url) => /^https?:\/\//.test(url) && URL.canParse(url));
}

type Schemes = Record<string, { type?: unknown; scheme?: unknown }>;

function schemesOf(document: OpenApiDocument): Schemes {
  return (document.components as { securitySchemes?: Schemes } | undefined)?.securitySchemes ?? {};
}

function withKeyScheme(document: OpenApiDocument): OpenApiDocument {
  const components = (document.components ?? {}) as Record<string, unknown>;
  const scheme = { type: 'http', scheme: 'bearer', description: 'Your API key.' };
  return {
    ...document,
    components: { ...components, securitySchemes: { [KEY_SCHEME]: scheme } },
    security: [{ [KEY_SCHEME]: [] }],
  };
}

function keySchemeOf(schemes: Schemes): string | null {
  const found = Object.entries(schemes).find(
    ([, { type, scheme }]) =>
      type === 'apiKey' || (type === 'http' && String(scheme).toLowerCase() === 'bearer'),
  );
  return found?.[0] ?? null;
}
