import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@/lib/core/errors';
import {
  answerHotPath,
  bodyTooLarge,
  HOT_OPERATIONS,
  type HotAnswer,
  type HotPath,
  isHotPath,
  refuseHotPath,
} from './hot-path';

/**
 * Answers the hot path straight from the socket; a Next route handler costs several times what the work does.
 * Returns false for every other request, which is then Next's.
 */
export function fastLane(request: IncomingMessage, response: ServerResponse): boolean {
  const path = pathOf(request.url ?? '');
  if (!isHotPath(path)) return false;
  if (request.method !== 'POST') {
    const refused = refuseHotPath(new AppError('method_not_allowed', 'This path takes POST.'));
    send(response, { ...refused, headers: { ...refused.headers, allow: 'POST' } });
    return true;
  }
  void answer(path, request, response);
  return true;
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

async function answer(path: HotPath, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(path, request);
  if (body === 'too large') {
    // The rest of the body is not read, so the connection cannot be used again.
    response.setHeader('connection', 'close');
    send(response, refuseHotPath(bodyTooLarge(path)));
    return;
  }
  // The client hung up half way: there is nobody to answer.
  if (body === null) return;
  send(
    response,
    await answerHotPath(path, {
      authorization: request.headers.authorization ?? null,
      contentType: request.headers['content-type'],
      contentEncoding: request.headers['content-encoding'],
      body,
    }),
  );
}

function readBody(path: HotPath, request: IncomingMessage): Promise<Buffer | 'too large' | null> {
  const { maxBytes } = HOT_OPERATIONS[path];
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        request.pause();
        resolve('too large');
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', () => resolve(null));
    request.on('aborted', () => resolve(null));
  });
}

function send(response: ServerResponse, { status, headers, body }: HotAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
