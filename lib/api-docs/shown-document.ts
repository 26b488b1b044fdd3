import type { OpenApiDocument } from './read-document';

/** The scheme that is added to a document that names none. */
const KEY_SCHEME = 'ApiKey';

export interface ShownDocument {
  document: OpenApiDocument;
  /** The security scheme that a customer's key is filled in for; null where none takes one. */
  keyScheme: string | null;
  /** Where calls go, as origins. */
  origins: string[];
}

/**
 * Pure: the document with what a call from the page needs and it may leave out: where the API is, and how a key is
 * sent. A document that says so itself is left as it is.
 * @param apiUrl where the provider's API is called, for a document without an absolute server
 */
export function shownDocument(given: OpenApiDocument, apiUrl: string | undefined): ShownDocument {
  const servers = absoluteServers(given);
  const isPlaced = servers.length > 0 || apiUrl === undefined;
  const placed = isPlaced ? given : { ...given, servers: [{ url: apiUrl }] };
  const urls = isPlaced ? servers : [apiUrl];
  const schemes = schemesOf(given);
  const document = Object.keys(schemes).length > 0 ? placed : withKeyScheme(placed);
  return {
    document,
    keyScheme: keySchemeOf(schemesOf(document)),
    origins: [...new Set(urls.map((url) => new URL(url).origin))],
  };
}

function absoluteServers({ servers }: OpenApiDocument): string[] {
  if (!Array.isArray(servers)) return [];
  return servers
    .map(({ url }: { url?: unknown }) => String(url))
    .filter((url) => /^https?:\/\//.test(url) && URL.canParse(url));
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
