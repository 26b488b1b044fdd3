import { clock } from '../clock';
import { type Problem, TollgateConnectionError, TollgateError } from './errors';

/** How to reach Tollgate. */
export interface ConnectionOptions {
  /** The provider's secret: `tg_live_…`, or `tg_test_…` of the sandbox. */
  secretKey: string;
  /** Where Tollgate runs, such as `https://billing.example.com`. */
  baseUrl: string;
  /** Used in place of the global `fetch`. */
  fetch?: typeof fetch;
  /** Of one attempt. Default 10,000. */
  timeoutMs?: number;
  /** Attempts after the first one. Default 2. */
  maxRetries?: number;
  /** Sent with every request. */
  headers?: Record<string, string>;
}

/** What a single request may change. */
export interface RequestOptions {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
  maxRetries?: number | undefined;
  /** Made once per call where a POST takes one; give your own to make a repeat by your program safe too. */
  idempotencyKey?: string | undefined;
}

export interface WireRequest extends RequestOptions {
  method: string;
  /** Below `/api/v1`, with its query. */
  path: string;
  body?: unknown;
  /** Also what is no GET may be sent again: it carries a key or ids that make it count once. */
  isRepeatable: boolean;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 8_000;
/** Past it, waiting is the caller's decision. */
const LONGEST_RETRY_AFTER_SECONDS = 60;
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Sends requests, and sends those again that may pass on another attempt. */
export class Transport {
  private readonly options: ConnectionOptions;
  private readonly base: string;
  private readonly send: typeof fetch;

  constructor(options: ConnectionOptions) {
    if (!options.secretKey) throw new TypeError('Tollgate: secretKey is missing.');
    if (!options.baseUrl) throw new TypeError('Tollgate: baseUrl is missing.');
    this.options = options;
    this.base = `${new URL(options.baseUrl).href.replace(/\/+$/, '')}/api/v1`;
    // Called without a receiver: browsers and workers refuse a `fetch` that is a method of something else.
    const given = options.fetch;
    this.send = given ? (input, init) => given(input, init) : (input, init) => fetch(input, init);
  }

  /**
   * @throws TollgateError when Tollgate refused, TollgateConnectionError when no answer came; the signal's reason
   */
  async request(request: WireRequest): Promise<unknown> {
    const retries = request.maxRetries ?? this.options.maxRetries ?? 2;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.attempt(request);
      } catch (error) {
        request.signal?.throwIfAborted();
        const pauseMs = attempt < retries && request.isRepeatable ? pauseBefore(error, attempt) : null;
        if (pauseMs === null) throw error;
        await pause(pauseMs, request.signal);
      }
    }
  }

  private async attempt(request: WireRequest): Promise<unknown> {
    const { method, path, body, signal } = request;
    const limit = deadline(request.timeoutMs ?? this.options.timeoutMs ?? 10_000, signal);
    try {
      const response = await this.send(this.base + path, {
        method,
        headers: this.headersOf(request),
        signal: limit.signal,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return await read(response);
    } catch (cause) {
      if (cause instanceof TollgateError) throw cause;
      signal?.throwIfAborted();
      const isTimeout = limit.signal.aborted;
      const what = isTimeout ? 'gave no answer in time' : 'cannot be reached';
      throw new TollgateConnectionError(`Tollgate ${what}.`, { cause, isTimeout });
    } finally {
      limit.clear();
    }
  }

  private headersOf({ body, idempotencyKey }: WireRequest): Record<string, string> {
    return {
      ...this.options.headers,
      accept: 'application/json, application/problem+json',
      authorization: `Bearer ${this.options.secretKey}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    };
  }
}

async function read(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (response.ok) {
    return type.includes('json')
      ? JSON.parse(await response.text())
      : new Uint8Array(await response.arrayBuffer());
  }
  throw new TollgateError(problemOf(response.status, await response.text()), retryAfterOf(response));
}

/** Something in between (a proxy, a load balancer) may have answered instead, in its own words. */
function problemOf(status: number, text: string): Problem {
  try {
    const problem = JSON.parse(text) as Problem;
    if (typeof problem.code === 'string' && typeof problem.detail === 'string') return { ...problem, status };
  } catch {
    // Falls through: not a problem document.
  }
  const detail = `The answer was ${status} and no problem document.`;
  return { type: 'about:blank', title: 'Unexpected answer', status, code: 'unexpected_answer', detail };
}

function retryAfterOf(response: Response): number | null {
  const header = response.headers.get('retry-after');
  if (header === null) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - clock.nowMs()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

/** Null when another attempt would change nothing. */
function pauseBefore(error: unknown, attempt: number): number | null {
  if (error instanceof TollgateError) {
    const isPassing = PASSING.has(error.status) || error.code === 'idempotency_in_progress';
    if (!isPassing) return null;
    const { retryAfterSeconds } = error;
    if (retryAfterSeconds !== null) {
      return retryAfterSeconds <= LONGEST_RETRY_AFTER_SECONDS ? retryAfterSeconds * 1000 : null;
    }
  } else if (!(error instanceof TollgateConnectionError)) return null;
  return backoffMs(attempt);
}

/** Exponential with full jitter, so that clients that failed together do not come back together. */
export function backoffMs(attempt: number): number {
  return Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
}

/** Node 18 has no AbortSignal.any. */
function deadline(ms: number, signal: AbortSignal | undefined) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, ms);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
