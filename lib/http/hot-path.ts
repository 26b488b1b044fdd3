import {
  grantLease,
  leaseRequestSchema,
  MAX_EVENTS_BYTES,
  recordEventsFromBody,
  settleCalls,
  settleLease,
  settleLeaseRequestSchema,
  settleRequestSchema,
  verifyCall,
  verifyRequestSchema,
} from '@/lib/access';
import { noteRequest } from '@/lib/audit';
import { contextOfSecret } from '@/lib/auth/authenticate-secret';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import type { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseOrThrow } from '@/lib/core/parse';
import { metrics } from '@/lib/infra/metrics';
import { toProblem } from './problem';
import { parseJson } from './read-body';

/** A request of the hot path, whichever server took it. */
export interface HotRequest {
  authorization: string | null;
  contentType: string | undefined;
  contentEncoding: string | undefined;
  /** Reads the body, once the caller is known; throws `payload_too_large` past the bytes given. */
  readBody(maxBytes: number): Promise<Buffer>;
}

export interface HotAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface HotOperation {
  maxBytes: number;
  run(ctx: Context, body: Buffer, request: HotRequest): Promise<unknown>;
}

/** The operations that are answered thousands of times a second, by path. */
export const HOT_OPERATIONS = {
  '/api/v1/verify': {
    maxBytes: 64 * 1024,
    run: (ctx, body) => verifyCall(ctx, parseOrThrow(verifyRequestSchema, jsonOf(body), 'body')),
  },
  '/api/v1/settle': {
    maxBytes: 1024 * 1024,
    run: (ctx, body) => settleCalls(ctx, parseOrThrow(settleRequestSchema, jsonOf(body), 'body')),
  },
  '/api/v1/events': {
    maxBytes: MAX_EVENTS_BYTES,
    run: (ctx, body, { contentType, contentEncoding }) =>
      recordEventsFromBody(ctx, { bytes: body, contentType, contentEncoding }),
  },
  '/api/v1/leases/grant': {
    maxBytes: 64 * 1024,
    run: (ctx, body) => grantLease(ctx, parseOrThrow(leaseRequestSchema, jsonOf(body), 'body')),
  },
  '/api/v1/leases/settle': {
    maxBytes: 4 * 1024 * 1024,
    run: (ctx, body) => settleLease(ctx, parseOrThrow(settleLeaseRequestSchema, jsonOf(body), 'body')),
  },
} as const satisfies Record<string, HotOperation>;

export type HotPath = keyof typeof HOT_OPERATIONS;

export function isHotPath(path: string): path is HotPath {
  return Object.hasOwn(HOT_OPERATIONS, path);
}

/** Answers one request of the hot path. Never throws: what goes wrong leaves as a problem document. */
export async function answerHotPath(path: HotPath, request: HotRequest): Promise<HotAnswer> {
  const at = systemClock.now();
  const requestId = newId('request', at);
  let ctx: Context | undefined;
  const answered = metrics().hotPathSeconds.startTimer({ path });
  try {
    const known = contextOfSecret(request.authorization, requestId);
    ctx = known instanceof Promise ? await known : known;
    const operation: HotOperation = HOT_OPERATIONS[path];
    const body = await request.readBody(operation.maxBytes);
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-request-id': requestId },
      body: JSON.stringify(await operation.run(ctx, body, request)),
    };
  } catch (error) {
    const problem = toProblem(error, requestId);
    // Its answers are in the usage; what was no answer is for the log of requests.
    if (ctx) {
      const { status, code } = problem;
      noteRequest(ctx, { id: requestId, at, method: 'POST', path, status, code });
    }
    return problem;
  } finally {
    answered();
  }
}

/** The problem of a request that was refused before it was read whole. */
export function refuseHotPath(error: AppError): HotAnswer {
  return toProblem(error, newId('request', systemClock.now()));
}

/** Whatever the content type says: a client that forgot to set it still sent JSON. */
function jsonOf(body: Buffer): unknown {
  return parseJson(body.toString('utf8'));
}
