import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@/lib/core/errors';
import { AUTH_REQUEST_PATH, answerAuthRequest } from './auth-request';
import { answerHotPath, type HotAnswer, type HotPath, isHotPath, refuseHotPath } from './hot-path';

/** Four times what any operation takes. */
const MAX_DISCARDED_BYTES = 32 * 1024 * 1024;

/**
 * Answers the hot path straight from the socket; a Next route handler costs several times what the work does.
 * Returns false for every other request, which is then Next's; but for a path of the API that cannot be decoded.
 */
export function fastLane(request: IncomingMessage, response: ServerResponse): boolean {
  const path = pathOf(request.url ?? '');
  if (path.startsWith('/api/') && !isDecodable(path)) {
    request.resume();
    send(response, refuseHotPath(new AppError('malformed', 'The path is not validly percent-encoded.')));
    return true;
  }
  if (path === AUTH_REQUEST_PATH && request.method === 'GET') {
    request.resume();
    void answerAuthRequest((name) => headerOf(request, name)).then((answered) => send(response, answered));
    return true;
  }
  if (!isHotPath(path)) return false;
  if (request.method !== 'POST') {
    const refused = refuseHotPath(new AppError('method_not_allowed', 'This path takes POST.'));
    request.resume();
    send(response, { ...refused, headers: { ...refused.headers, allow: 'POST' } });
    return true;
  }
  void answer(path, request, response);
  return true;
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

/** Next answers what it cannot decode with a page; the API answers everything with a problem document. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

async function answer(path: HotPath, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answered = await answerHotPath(path, {
    authorization: request.headers.authorization ?? null,
    contentType: request.headers['content-type'],
    contentEncoding: request.headers['content-encoding'],
    readBody: (maxBytes) => readBody(request, maxBytes),
  });
  // Whatever of the body was not wanted is let through, so that the client gets to read its answer.
  if (!request.complete) await discard(request);
  send(response, answered);
}

function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else reject(new AppError('payload_too_large', `The body is larger than ${maxBytes} bytes.`));
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', (cause) => reject(new AppError('malformed', 'The body ended early.', { cause })));
  });
}

/** Lets the rest of a body pass, up to a bound beyond which the connection is cut. */
function discard(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_DISCARDED_BYTES) request.destroy();
    });
    for (const event of ['end', 'error', 'close']) request.once(event, () => resolve());
    request.resume();
  });
}

function send(response: ServerResponse, { status, headers, body }: HotAnswer): void {
  headers['content-length'] = String(Buffer.byteLength(body));
  response.writeHead(status, headers);
  response.end(body);
}
