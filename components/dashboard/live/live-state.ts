/* What the live screen holds: pure, and bounded however long it is open. */

export interface LiveRow {
  customer: string;
  /** Null where the caller is unknown. */
  name: string | null;
  endpoint: string;
  /** `ok`, or why it was refused. */
  code: string;
  calls: number;
}

export interface LiveMessage {
  at: number;
  rows: LiveRow[];
  more: { allowed: number; denied: number };
}

export interface FeedRow extends LiveRow {
  id: number;
  at: number;
}

export interface LiveState {
  feed: FeedRow[];
  /** Calls by second, newest last. */
  seconds: { second: number; allowed: number; denied: number }[];
  allowed: number;
  denied: number;
  lastId: number;
}

export const SHOWN_SECONDS = 60;
const MOST_FEED = 200;

export const NOTHING_YET: LiveState = { feed: [], seconds: [], allowed: 0, denied: 0, lastId: 0 };

/** The state after a message. */
export function afterMessage(state: LiveState, { at, rows, more }: LiveMessage): LiveState {
  const of = (isAllowed: boolean) =>
    rows.filter(({ code }) => (code === 'ok') === isAllowed).reduce((sum, { calls }) => sum + calls, 0);
  const allowed = of(true) + more.allowed;
  const denied = of(false) + more.denied;
  const added = rows.map((row, index) => ({ ...row, at, id: state.lastId + 1 + index }));
  return {
    feed: [...added.reverse(), ...state.feed].slice(0, MOST_FEED),
    seconds: withCalls(state.seconds, Math.floor(at / 1000), { allowed, denied }),
    allowed: state.allowed + allowed,
    denied: state.denied + denied,
    lastId: state.lastId + rows.length,
  };
}

type Seconds = LiveState['seconds'];

/** Processes tell their shares of a second apart, and not always in order. */
function withCalls(seconds: Seconds, second: number, calls: { allowed: number; denied: number }): Seconds {
  const known = seconds.find((one) => one.second === second);
  const others = seconds.filter((one) => one.second !== second);
  const sum = {
    second,
    allowed: (known?.allowed ?? 0) + calls.allowed,
    denied: (known?.denied ?? 0) + calls.denied,
  };
  return [...others, sum].sort((left, right) => left.second - right.second).slice(-SHOWN_SECONDS);
}

/** The last minute up to a second, with a place for seconds in which nothing came. */
export function lastMinute(seconds: Seconds, now: number): Seconds {
  const known = new Map(seconds.map((one) => [one.second, one]));
  return Array.from({ length: SHOWN_SECONDS }, (_, index) => {
    const second = now - SHOWN_SECONDS + 1 + index;
    return known.get(second) ?? { second, allowed: 0, denied: 0 };
  });
}
