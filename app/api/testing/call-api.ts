import { GET as ready } from '@/app/api/ready/route';
import { ROUTES } from '../openapi.json/operations';

/** An answer of the API, read: JSON, or the bytes of a file. */
export interface ApiAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into JSON of every shape and asserts what it finds.
  body: any;
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls the route handlers as Next would, found by path, with a secret key or without one. */
export function api(secret?: string) {
  const send =
    (method: Method) =>
    (path: string, body?: unknown, headers: Record<string, string> = {}) =>
      call(method, path, body, { ...(secret && { authorization: `Bearer ${secret}` }), ...headers });
  return {
    get: (path: string, headers?: Record<string, string>) => send('GET')(path, undefined, headers),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
  };
}

/** A body that is text is sent as it is. */
async function call(
  method: Method,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<ApiAnswer> {
  const url = new URL(`http://localhost/api/v1${path}`);
  const hasBody = body !== undefined;
  const request = new Request(url, {
    method,
    headers: { ...(hasBody && { 'content-type': 'application/json' }), ...headers },
    ...(hasBody && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const response = await dispatch(request);
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const answer = isJson ? await response.json() : Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, body: answer };
}

/** Answers a request as Next would, by the route handler of its path. */
export function dispatch(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/api/ready') return ready();
  const path = pathname.slice('/api/v1'.length);
  const { handler, params } = find(request.method as Method, path);
  return handler(request, { params: Promise.resolve(params) });
}

function find(method: Method, path: string): { handler: Handler; params: Record<string, string> } {
  for (const [pattern, module] of Object.entries(ROUTES)) {
    const match = new RegExp(`^${pattern.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(path);
    if (!match) continue;
    const params = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]);
    return { handler: module[method] as unknown as Handler, params: Object.fromEntries(params) };
  }
  throw new Error(`No route for ${path}`);
}
