import type { VerifyResponse } from '../api-types';

/** A call of the host's API, as an adapter hands it to the guard. */
export interface IncomingCall {
  method: string;
  /** As it came, without the query. */
  path: string;
  /** The route's pattern where the framework knows it by now: `/forecast/:city`. */
  route?: string | undefined;
  ip?: string | undefined;
  header(name: string): string | undefined;
  /** The framework's own request. */
  raw: unknown;
}

/** Whom a call is counted for: by their key, or by customer where the host checks keys itself. */
export type Caller = { key: string } | { customer: string };

export type Limits = Pick<VerifyResponse, 'rateLimit' | 'quota' | 'spend'>;

/** What the host knows of a call that goes ahead, as `req.tollgate` or the framework's likeness. */
export interface Pass extends Limits {
  /** Of the counted use; null where it is counted later, in a lease or from the spool. */
  readonly id: string | null;
  /** Null while Tollgate is away. */
  readonly customer: VerifyResponse['customer'];
  readonly plan: string | null;
  readonly keyId: string | null;
  /** True where Tollgate was away and the host chose to go on. */
  readonly isDegraded: boolean;
  /** What the call really cost, in units of its meter; the last word before the response ends counts. */
  setCost(cost: number | string): void;
}

/** How a call ended. */
export interface Ending {
  status: number;
  /** The route's pattern, known by now. */
  route?: string | undefined;
}

/** What the client of the host's API gets instead of an answer. */
export interface Refusal {
  status: number;
  headers: Record<string, string>;
  /** RFC 9457 problem document. */
  body: string;
}

export type Entry =
  | { kind: 'skipped' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'passed'; pass: Pass; headers: Record<string, string>; finish(ending: Ending): void };

/** Status of a response that its client did not wait for, after nginx. */
export const CLIENT_CLOSED_REQUEST = 499;
