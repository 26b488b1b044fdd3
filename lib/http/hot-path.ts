import {
  MAX_EVENTS_BYTES,
  recordEventsFromBody,
  settleCalls,
  settleRequestSchema,
  verifyCall,
  verifyRequestSchema,
} from '@/lib/access';
import { authenticateSecret } from '@/lib/auth/authenticate-secret';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseOrThrow, toProblem } from './problem';
import { parseJson } from './read-body';

/** A request of the hot path, read whole, whichever server took it. */
export interface HotRequest {
  authorization: string | null;
  contentType: string | undefined;
  contentEncoding: string | undefined;
  body: Buffer;
}

export interface HotAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface HotOperation {
  maxBytes: number;
  run(ctx: Context, request: HotRequest): Promise<unknown>;
}

/** The three operations that are answered thousands of times a second, by path. */
export const HOT_OPERATIONS = {
  '/api/v1/verify': {
    maxBytes: 64 * 1024,
    run: (ctx, request) => verifyCall(ctx, parseOrThrow(verifyRequestSchema, jsonOf(request), 'body')),
  },
  '/api/v1/settle': {
    maxBytes: 1024 * 1024,
    run: (ctx, request) => settleCalls(ctx, parseOrThrow(settleRequestSchema, jsonOf(request), 'body')),
  },
  '/api/v1/events': {
    maxBytes: MAX_EVENTS_BYTES,
    run: (ctx, { body, contentType, contentEncoding }) =>
      recordEventsFromBody(ctx, { bytes: body, contentType, contentEncoding }),
  },
} as const satisfies Record<string, HotOperation>;

export type HotPath = keyof typeof HOT_OPERATIONS;

export function isHotPath(path: string): path is HotPath {
  return Object.hasOwn(HOT_OPERATIONS, path);
}

/** Answers one request of the hot path. Never throws: what goes wrong leaves as a problem document. */
export async function answerHotPath(path: HotPath, request: HotRequest): Promise<HotAnswer> {
  const requestId = newId('request', systemClock.now());
  try {
    const ctx = await authenticateSecret(request.authorization, requestId);
    const operation: HotOperation = HOT_OPERATIONS[path];
    if (request.body.length > operation.maxBytes) throw bodyTooLarge(path);
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-request-id': requestId },
      body: JSON.stringify(await operation.run(ctx, request)),
    };
  } catch (error) {
    return toProblem(error, requestId);
  }
}

/** The problem of a request that was refused before it was read whole. */
export function refuseHotPath(error: AppError): HotAnswer {
  return toProblem(error, newId('request', systemClock.now()));
}

export function bodyTooLarge(path: HotPath): AppError {
  return new AppError('payload_too_large', `The body is larger than ${HOT_OPERATIONS[path].maxBytes} bytes.`);
}

/** Whatever the content type says: a client that forgot to set it still sent JSON. */
function jsonOf({ body }: HotRequest): unknown {
  return parseJson(body.toString('utf8'));
}
