import type { IncomingMessage, ServerResponse } from 'node:http';
import { CLIENT_CLOSED_REQUEST, type Entry, type IncomingCall, type Pass } from '../guard/call';
import type { Guard } from '../guard/guard';

/** A request as `node:http` hands it out, with what the guard knows of its caller. */
export type GuardedMessage = IncomingMessage & { tollgate?: Pass };

/** Guards a `node:http` listener: `createServer(tollgateNode(guard, (request, response) => …))`. */
export function tollgateNode<Result>(
  guard: Guard,
  listener: (request: GuardedMessage, response: ServerResponse) => Result,
): (request: IncomingMessage, response: ServerResponse) => Promise<Result | undefined> {
  return async (request, response) => {
    const entry = await guard.enter(callOf(request));
    if (!admit(entry, request, response)) return undefined;
    return listener(request, response);
  };
}

/** A request of `node:http`, or of a framework on top of it, as the guard takes it. */
export function callOf(request: IncomingMessage, more: Partial<IncomingCall> = {}): IncomingCall {
  const url = (request as { originalUrl?: string }).originalUrl ?? request.url ?? '/';
  const query = url.indexOf('?');
  return {
    method: request.method ?? 'GET',
    path: query < 0 ? url : url.slice(0, query),
    ip: plainAddress(request.socket?.remoteAddress),
    header: (name) => textOf(request.headers[name]),
    raw: request,
    ...more,
  };
}

const textOf = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** An IPv4 address on a socket of both families. */
export function plainAddress(address: string | undefined): string | undefined {
  return address?.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}

/**
 * Answers a refused call; lets another through with its headers, and hears its end. True when the host should go on.
 * @param routeOf the route's pattern, asked when the response has ended
 */
export function admit(
  entry: Entry,
  request: IncomingMessage,
  response: ServerResponse,
  routeOf: () => string | undefined = () => undefined,
): boolean {
  // The client may have gone, or the host's own deadline passed, while Tollgate was asked.
  if (entry.kind === 'skipped') return true;
  if (entry.kind === 'refused') {
    const { status, headers, body } = entry.refusal;
    if (!response.headersSent) response.writeHead(status, headers).end(body);
    return false;
  }
  Object.assign(request, { tollgate: entry.pass });
  if (!response.headersSent)
    for (const [name, value] of Object.entries(entry.headers)) response.setHeader(name, value);
  watch(entry, response, routeOf);
  return true;
}

function watch(
  entry: Extract<Entry, { kind: 'passed' }>,
  response: ServerResponse,
  routeOf: () => string | undefined,
): void {
  const end = () => {
    const status =
      response.writableFinished || response.headersSent ? response.statusCode : CLIENT_CLOSED_REQUEST;
    let route: string | undefined;
    try {
      route = routeOf();
    } catch {
      // Named by its path then.
    }
    entry.finish({ status, route });
  };
  if (response.writableEnded || response.destroyed) end();
  else response.once('finish', end).once('close', end);
}

export { closeAtExit } from '../node/close-at-exit';
export { DiskSpool, type DiskSpoolOptions } from '../node/disk-spool';
