import { z } from 'zod';

/** Calls of one customer to one endpoint with one outcome, counted within one interval of one process. */
export interface LiveCalls {
  /** `cus_…`; empty where the caller is unknown. */
  customer: string;
  endpoint: string;
  /** `ok`, or why they were refused. */
  code: string;
  calls: number;
}

/** What one process has to tell of an interval: the largest rows, and the rest in two sums. */
export interface LiveBatch {
  /** Real time, in milliseconds. */
  at: number;
  rows: LiveCalls[];
  more: { allowed: number; denied: number };
}

/** PostgreSQL takes notifications of less than 8,000 bytes. */
const MAX_BYTES = 7_500;
const MAX_ENDPOINT = 120;

const text = z.string();
const wire = z.tuple([z.number(), z.array(z.tuple([text, text, text, z.number()])), z.number(), z.number()]);

/** A batch as it is sent: as many rows as fit, the largest first, every denial before any call that went through. */
export function encodeBatch(at: number, calls: readonly LiveCalls[]): string {
  const sorted = [...calls].sort(
    (left, right) => Number(left.code === 'ok') - Number(right.code === 'ok') || right.calls - left.calls,
  );
  const rows: [string, string, string, number][] = [];
  let bytes = 80;
  let [allowed, denied] = [0, 0];
  for (const one of sorted) {
    const row: (typeof rows)[number] = [
      ...([one.customer, one.endpoint.slice(0, MAX_ENDPOINT), one.code] as const),
      one.calls,
    ];
    const size = Buffer.byteLength(JSON.stringify(row)) + 1;
    if (bytes + size <= MAX_BYTES) {
      rows.push(row);
      bytes += size;
    } else if (one.code === 'ok') allowed += one.calls;
    else denied += one.calls;
  }
  return JSON.stringify([at, rows, allowed, denied]);
}

/** Read back; null for what is no batch, as another version of the product might send. */
export function decodeBatch(payload: string): LiveBatch | null {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return null;
  }
  const parsed = wire.safeParse(value);
  if (!parsed.success) return null;
  const [at, rows, allowed, denied] = parsed.data;
  return {
    at,
    rows: rows.map(([customer, endpoint, code, calls]) => ({ customer, endpoint, code, calls })),
    more: { allowed, denied },
  };
}

const MOST_ROWS = 300;

/** Two batches as one; rows beyond a bound are in the sums. */
export function mergeBatches(first: LiveBatch, second: LiveBatch): LiveBatch {
  const sums = new Map<string, LiveCalls>();
  const more = {
    allowed: first.more.allowed + second.more.allowed,
    denied: first.more.denied + second.more.denied,
  };
  for (const row of [...first.rows, ...second.rows]) {
    const name = `${row.customer} ${row.code} ${row.endpoint}`;
    const sum = sums.get(name);
    if (sum) sum.calls += row.calls;
    else if (sums.size < MOST_ROWS) sums.set(name, { ...row });
    else more[row.code === 'ok' ? 'allowed' : 'denied'] += row.calls;
  }
  return { at: second.at, rows: [...sums.values()], more };
}
