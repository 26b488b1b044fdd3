import type { Caller, IncomingCall } from './call';

/** What Tollgate is asked about one call. */
export interface Asked {
  call: IncomingCall;
  who: Caller;
  meter: string;
  cost: string;
  scopes: string[];
  startedMs: number;
}

/** One name for each caller. */
export const nameOf = (who: Caller): string => ('key' in who ? `k ${who.key}` : `c ${who.customer}`);
