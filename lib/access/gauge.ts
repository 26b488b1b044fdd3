import type { Known } from '@/lib/core/known';
import type { FlatTable } from '@/lib/pricing';

/**
 * The gauge: live counters by which a call is decided. A projection of the ledger; it may be lost at any time
 * and never feeds an invoice. Two implementations, in Redis and in the process, keep one contract (see
 * gauge-contract.ts).
 */
export interface Gauge {
  /** Checks everything and, if all agree, consumes everything, in one atomic step. */
  decide(question: GaugeQuestion): Known<GaugeDecision>;
  /** Gives back what `decide` consumed for a call that was not counted in the end. */
  release(question: GaugeQuestion): Promise<void>;
  /**
   * Follows a commit to the ledger that no `decide` went before. Does nothing where the window is not loaded
   * (it will be read from the ledger) or was loaded from a snapshot that already holds the commit.
   */
  follow(window: GaugeWindow, uses: GaugeUse[], xid: string): Promise<void>;
  /** Loads a window's units from the ledger, unless another process was first. */
  seed(window: GaugeWindow, uses: GaugeUse[], snapshot: string): Promise<void>;
  /** Sets by what a loaded window's money is counted; nothing where the window is not loaded. */
  setMoney(window: GaugeWindow, money: GaugeMoney): Promise<void>;
  /** Forgets that, so that the next call has it counted anew. */
  forgetMoney(window: GaugeWindow): Promise<void>;
  /** The units of a loaded window, or null. */
  read(window: GaugeWindow): Promise<GaugeUse[] | null>;
  /** Forgets a window, so that the next call loads it anew. */
  forget(window: GaugeWindow): Promise<void>;
  /** Forgets all windows of a provider. Rate limits, which the ledger does not know, go on. */
  forgetProvider(providerId: string): Promise<void>;
}

/** One customer's quota window: what its counters are kept under. */
export interface GaugeWindow {
  providerId: string;
  customerId: string;
  startMs: number;
  /** How long the counters are worth keeping. */
  ttlMs: number;
}

/** What a gauge derives from a window, such as its names, made once: building text costs more than the decision. */
export function oncePerWindow<T>(make: (window: GaugeWindow) => T): (window: GaugeWindow) => T {
  const known = new WeakMap<GaugeWindow, T>();
  return (window) => {
    const found = known.get(window);
    if (found !== undefined) return found;
    const made = make(window);
    known.set(window, made);
    return made;
  };
}

/** Signed units of one meter by one key. */
export interface GaugeUse {
  meter: string;
  keyId: string;
  units: number;
  calls: number;
}

/** What a window's money is beside the present prices of its units; amounts in minor units. */
export interface GaugeMoney {
  /** Names the terms that it was counted by. */
  epoch: string;
  /** What was used in this window at earlier prices comes to. */
  fixed: number;
  /** The same by key, each key's use priced alone. */
  fixedByKey: Record<string, number>;
  /** What an earlier window takes of the prepaid credits that is on no draft yet. */
  carried: number;
  /** Units of the window that the present prices do not count. */
  before: GaugeUse[];
}

/** A rate limit as GCRA takes it: one call every `intervalMs`, and `burst` at once from rest. */
export interface GaugeRate {
  intervalMs: number;
  burst: number;
}

export interface GaugeQuestion {
  window: GaugeWindow;
  /** Ticking milliseconds, for the rate limits alone. */
  nowMs: number;
  dryRun: boolean;
  meter: string;
  keyId: string;
  cost: number;
  /** How many calls these units are for, all of them or none: more than one for a lease alone. Default 1. */
  calls?: number;
  rate: GaugeRate | null;
  keyRate: GaugeRate | null;
  /** Hard limit on the meter's units in the window; null when there is none or it is soft. */
  hardQuota: number | null;
  /** Limit on the units of the key in the window, over all meters. */
  keyQuota: number | null;
  /** What the window may cost in minor units: the customer's budget, the prepaid balance, the key's own limit. */
  spendLimit: number | null;
  creditLimit: number | null;
  keySpendLimit: number | null;
  /** The terms by which the window's money must be counted; empty for any. */
  moneyEpoch: string;
  /** The plan's prices, one table a meter. */
  prices: { meter: string; table: FlatTable }[];
}

export type GaugeCode =
  | 'ok'
  | 'rate_limited'
  | 'quota_exceeded'
  | 'spend_limit_reached'
  | 'credits_exhausted';

export interface GaugeDecision {
  /** `cold`: the window is not loaded, `unpriced`: its money is counted by other terms; nothing was decided. */
  code: GaugeCode | 'cold' | 'unpriced';
  /** True when the key's own limit, not the customer's, said no. */
  byKey: boolean;
  /** GCRA's theoretical arrival times after the decision, in ticking milliseconds. */
  arrivalMs: number;
  keyArrivalMs: number;
  /** Units of the asked meter and of the key, and what the present prices count of each meter, after the decision. */
  meterUnits: number;
  keyUnits: number;
  pricedUnits: { units: number; calls: number }[];
  /** What earlier prices add to the spend, in minor units. */
  fixedSpend: number;
}

/** False where the gauge has to be loaded before it can say anything. */
export const isDecided = ({ code }: GaugeDecision) => code !== 'cold' && code !== 'unpriced';

/**
 * Doubles carry the units and the money here, so a limit is met when it is exceeded by less than this share:
 * 0.1 added ten times must still fit into 1.
 */
export const SLACK = 1e-9;

/** GCRA (ITU-T I.371): a call conforms when its arrival is not too far ahead of the theoretical one. */
export function nextArrival(arrivalMs: number, nowMs: number, rate: GaugeRate, calls = 1): number | null {
  const next = Math.max(arrivalMs, nowMs) + rate.intervalMs * calls;
  return next - nowMs <= rate.burst * rate.intervalMs + SLACK ? next : null;
}

/** True when a transaction's effects were visible in a snapshot of the form `xmin:xmax:xip,xip`. */
export function isInSnapshot(xid: string, snapshot: string): boolean {
  const [, xmax = '0', running = ''] = snapshot.split(':');
  return BigInt(xid) < BigInt(xmax) && !running.split(',').includes(xid);
}
