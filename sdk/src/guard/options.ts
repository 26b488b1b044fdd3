import type { Tollgate } from '../client/tollgate';
import type { ConnectionOptions } from '../client/transport';
import type { Caller, IncomingCall } from './call';
import type { LeaseOptions } from './lease-book';
import type { OnProblem } from './report';
import type { Spool } from './spool';

type OfCall<T> = T | ((call: IncomingCall) => T);

export interface GuardOptions extends ConnectionOptions {
  /** A client to use in place of a new one. */
  client?: Tollgate;
  /** What is counted. Default `calls`. */
  meter?: OfCall<string>;
  /** Units that a call takes, as far as known before it is served. Default 1. */
  cost?: OfCall<number | string>;
  /** Scopes that the key must have. */
  scopes?: OfCall<string[]>;
  /** Calls that pass uncounted. CORS preflights always do. */
  skip?: (call: IncomingCall) => boolean;
  /** Who calls. Default: the key in `Authorization: Bearer` or `X-API-Key`. Null is answered with 401. */
  identify?: (call: IncomingCall) => Caller | null;
  /** The name in the usage report. Default: method and route pattern. */
  endpoint?: (call: IncomingCall) => string;
  /** How many different paths without a route pattern are told apart. Default 500. */
  maxEndpoints?: number;
  /** How long a call waits for Tollgate. Default 1,000. */
  decideWithinMs?: number;
  /**
   * While Tollgate is away: `allow` lets calls through and counts them later, `allow-known` only those of callers
   * that this process has seen accepted within the last day, `deny` answers 503. Default `allow`.
   */
  whenAway?: 'allow' | 'allow-known' | 'deny';
  /** After how many failures in a row to stop asking, and for how long. Default 5 and 5,000. */
  breaker?: { failures?: number; openMs?: number };
  /** Where calls wait that Tollgate has not been told of. Default: memory, 10,000 calls. */
  spool?: Spool;
  /** Takes allowance in advance and decides in the process. `true` takes the defaults. */
  lease?: LeaseOptions | true;
  /** How often to tell Tollgate how calls ended. Default 1,000. */
  flushEveryMs?: number;
  /** Settlements that may wait. Default 50,000. */
  maxSettlements?: number;
  /** The `type` of a problem document. */
  problemType?: (code: string) => string;
  /** Told of what goes wrong beside the requests. */
  onProblem?: OnProblem;
}

export function valueFor<T>(setting: OfCall<T> | undefined, call: IncomingCall, fallback: T): T {
  if (setting === undefined) return fallback;
  return typeof setting === 'function' ? (setting as (call: IncomingCall) => T)(call) : setting;
}

/** The key of a request: `Authorization: Bearer …`, or `X-API-Key: …`. */
export function keyOf(call: IncomingCall): Caller | null {
  const bearer = /^bearer\s+(\S+)\s*$/i.exec(call.header('authorization') ?? '')?.[1];
  const key = bearer ?? call.header('x-api-key')?.trim();
  return key ? { key } : null;
}

const QUANTITY = /^\d{1,16}(\.\d{1,12})?$/;

/** A cost as the API takes it, or null: one that it would refuse must not reach it. */
export function costText(cost: number | string): string | null {
  const text = typeof cost === 'number' ? plainText(cost) : cost.trim();
  return QUANTITY.test(text) && Number(text) <= 1e15 ? text : null;
}

/** 1e-7 as 0.0000001. */
function plainText(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Number.isFinite(value) ? value.toFixed(12).replace(/\.?0+$/, '') : 'no number';
}
