import type { Entry, IncomingCall, Pass } from '../guard/call';
import type { Guard } from '../guard/guard';

/** What edge runtimes hand to a handler so that work may go on after the response. */
interface ExecutionContext {
  waitUntil?(work: Promise<unknown>): void;
}

export interface FetchOptions {
  /** The route's pattern, for the usage report. */
  route?: string | ((request: Request) => string | undefined);
  /** The caller's address, which a `Request` does not know. */
  ip?: (request: Request) => string | undefined;
}

type FetchHandler<Rest extends unknown[]> = (
  request: Request & { tollgate?: Pass },
  ...rest: Rest
) => Response | Promise<Response>;

/**
 * Guards a `fetch` handler: `Bun.serve({ fetch: tollgateFetch(guard, handler) })`, `Deno.serve(…)`, the `fetch` of a
 * worker. The handler finds the caller in `request.tollgate`.
 */
export function tollgateFetch<Rest extends unknown[]>(
  guard: Guard,
  handler: FetchHandler<Rest>,
  options: FetchOptions = {},
): (request: Request, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) => {
    const entry = await guard.enter(callOfFetch(request, options));
    if (entry.kind === 'passed') Object.assign(request, { tollgate: entry.pass });
    const context = rest.find(isExecutionContext);
    return answer(
      entry,
      () => handler(request, ...rest),
      () => context?.waitUntil?.(guard.flush()),
    );
  };
}

const isExecutionContext = (value: unknown): value is ExecutionContext =>
  typeof (value as ExecutionContext | null)?.waitUntil === 'function';

export function callOfFetch(request: Request, { route, ip }: FetchOptions): IncomingCall {
  const address = ip?.(request);
  return {
    method: request.method,
    path: new URL(request.url).pathname,
    route: typeof route === 'function' ? route(request) : route,
    ip: address,
    header: (name) => request.headers.get(name) ?? undefined,
    raw: request,
  };
}

/** The host's response with the headers of the limits; settled when the last of its body has been read. */
export async function answer(
  entry: Entry,
  respond: () => Response | Promise<Response>,
  onEnd: () => void = () => undefined,
): Promise<Response> {
  if (entry.kind === 'skipped') return respond();
  if (entry.kind === 'refused') {
    const { status, headers, body } = entry.refusal;
    return new Response(body, { status, headers });
  }
  let response: Response;
  try {
    response = await respond();
  } catch (error) {
    entry.finish({ status: 500 });
    onEnd();
    throw error;
  }
  return decorate(response, entry, onEnd);
}

function decorate(
  response: Response,
  entry: Extract<Entry, { kind: 'passed' }>,
  onEnd: () => void,
): Response {
  const end = () => {
    entry.finish({ status: response.status });
    onEnd();
  };
  // A response that was fetched from elsewhere has headers that may not be changed; a new one is made around it.
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(entry.headers)) headers.set(name, value);
  const { status, statusText } = response;
  if (status < 200) {
    end();
    return response;
  }
  const body = response.body && watched(response.body, end);
  if (!body) end();
  return new Response(body, { status, statusText, headers });
}

/** The same stream, calling `end` when it is read to its end, fails or is given up. */
function watched(body: ReadableStream<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          controller.enqueue(value);
          return;
        }
        end();
        controller.close();
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    async cancel(reason) {
      end();
      await reader.cancel(reason);
    },
  });
}
