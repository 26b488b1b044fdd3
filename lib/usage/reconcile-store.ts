import type { ProviderId } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { queryWithin } from '@/lib/infra/postgres';
import { runtime } from '@/lib/infra/runtime';

/** A large provider's month takes minutes to add up again. */
const COMPARE_PATIENCE_MS = 60 * 60 * 1000;

/** What events and rollups say of one meter in a month; of one customer where the two disagree. */
export interface ComparedRow {
  /** Null in the row of the whole meter. */
  customer_id: string | null;
  meter: string;
  event_quantity: string;
  event_calls: string;
  /** How many of the calls are recorded events, whose ids their senders chose. */
  sent_events: string;
  rollup_quantity: string;
  rollup_calls: string;
  /** Rollup rows that are not what the events add up to. */
  wrong_rows: string;
}

/** Crockford's base 32 back to a number: `width` characters of a call's id from `start` on (see call-id.ts). */
export const fromBase32 = (start: number, width: number) => `(
  SELECT bit_or((strpos('0123456789abcdefghjkmnpqrstvwxyz', substr(s.event_id, ${start} + place, 1)) - 1)::bigint
    << (5 * (${width} - 1 - place)))
  FROM generate_series(0, ${width} - 1) AS place)`;

/**
 * Adds up a month's events, calls and settlements again and lays the sums beside the rollups, all in one
 * snapshot, row by row. A settlement takes the call away as it was counted and puts it back as it really was.
 * PostgreSQL does it, spilling to disk what its memory does not hold; only the sums of each meter and the
 * customers with a difference come back.
 */
const COMPARE = `
WITH settled AS (
  SELECT s.*, ${fromBase32(15, 12)} AS batch_id, ${fromBase32(27, 4)}::integer + 1 AS place
  FROM ledger.settlement s WHERE s.provider_id = $1 AND s.occurred_at >= $2 AND s.occurred_at < $3
), moved AS (
  SELECT s.customer_id, s.meter, s.occurred_at, b.endpoint, b.key_id,
    coalesce(b.quantities[s.place - b.first_place], 1) AS quantity, s.quantity_delta, s.endpoint AS new_endpoint,
    s.status, s.latency_ms
  FROM settled s JOIN ledger.call_batch b ON b.provider_id = $1 AND b.batch_id = s.batch_id
    AND s.place > b.first_place AND s.place <= b.first_place + b.calls
    AND b.occurred_at >= date_bin('15 minutes', s.occurred_at, 'epoch') AND b.occurred_at <= s.occurred_at
  WHERE b.occurred_at >= $2 AND b.occurred_at < $3
), used AS (
  SELECT customer_id, meter, occurred_at, endpoint, key_id, status, quantity, 1 AS calls, 1 AS sent, latency_ms,
    (latency_ms IS NOT NULL)::int AS latency_calls
  FROM ledger.event WHERE provider_id = $1 AND occurred_at >= $2 AND occurred_at < $3
  UNION ALL
  SELECT customer_id, meter, occurred_at, endpoint, key_id, 0::smallint,
    CASE WHEN quantities IS NULL THEN calls ELSE (SELECT sum(one) FROM unnest(quantities) AS one) END, calls, 0, 0, 0
  FROM ledger.call_batch WHERE provider_id = $1 AND occurred_at >= $2 AND occurred_at < $3
  UNION ALL
  SELECT customer_id, meter, occurred_at, endpoint, key_id, 0::smallint, -quantity, -1, 0, 0, 0 FROM moved
  UNION ALL
  SELECT customer_id, meter, occurred_at, new_endpoint, key_id, status, quantity + quantity_delta, 1, 0, latency_ms,
    (latency_ms IS NOT NULL)::int
  FROM moved
), counted AS (
  SELECT customer_id, meter, date_bin('15 minutes', occurred_at, 'epoch') AS bucket, endpoint, key_id, status,
    sum(quantity) AS quantity, sum(calls) AS calls, sum(sent) AS sent, coalesce(sum(latency_ms), 0) AS latency_ms,
    sum(latency_calls) AS latency_calls
  FROM used GROUP BY 1, 2, 3, 4, 5, 6
), rolled AS (
  SELECT customer_id, meter, bucket, endpoint, key_id, status, sum(quantity) AS quantity, sum(calls) AS calls,
    sum(latency_ms_total) AS latency_ms_total, sum(latency_calls) AS latency_calls
  FROM ledger.usage_rollup WHERE provider_id = $1 AND bucket >= $2 AND bucket < $3 GROUP BY 1, 2, 3, 4, 5, 6
), compared AS (
  SELECT customer_id, meter,
    coalesce(c.quantity, 0) AS event_quantity, coalesce(c.calls, 0) AS event_calls, coalesce(c.sent, 0) AS sent,
    coalesce(r.quantity, 0) AS rollup_quantity, coalesce(r.calls, 0) AS rollup_calls,
    (coalesce(c.quantity, 0), coalesce(c.calls, 0), coalesce(c.latency_ms, 0), coalesce(c.latency_calls, 0))
      IS DISTINCT FROM (coalesce(r.quantity, 0), coalesce(r.calls, 0), coalesce(r.latency_ms_total, 0),
        coalesce(r.latency_calls, 0)) AS is_wrong
  FROM counted c FULL JOIN rolled r USING (customer_id, meter, bucket, endpoint, key_id, status)
)
SELECT customer_id, meter, sum(event_quantity)::text AS event_quantity, sum(event_calls)::bigint AS event_calls,
  sum(sent)::bigint AS sent_events, sum(rollup_quantity)::text AS rollup_quantity,
  sum(rollup_calls)::bigint AS rollup_calls, count(*) FILTER (WHERE is_wrong) AS wrong_rows
FROM compared GROUP BY GROUPING SETS ((meter), (customer_id, meter))
HAVING grouping(customer_id) = 1 OR bool_or(is_wrong)
ORDER BY meter, customer_id`;

export async function compareMonth(providerId: ProviderId, month: Span): Promise<ComparedRow[]> {
  const { rows } = await queryWithin<ComparedRow>(COMPARE_PATIENCE_MS, {
    name: 'compare-month',
    text: COMPARE,
    values: [providerId, month.start.toISOString(), month.end.toISOString()],
  });
  return rows;
}

/** The months (UTC) that the ledger has partitions of, oldest first. */
export async function selectMonths(): Promise<Span[]> {
  const { rows } = await runtime().pool.query<{ month: string }>(
    `SELECT right(c.relname, 6) AS month FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'ledger.posted_rollup'::regclass ORDER BY 1`,
  );
  return rows.map(({ month }) => {
    const [year, index] = [Number(month.slice(0, 4)), Number(month.slice(4)) - 1];
    return { start: new Date(Date.UTC(year, index, 1)), end: new Date(Date.UTC(year, index + 1, 1)) };
  });
}

/** How many ids of events the provider has claimed: one for each event that counts. */
export async function countClaims(providerId: ProviderId): Promise<string> {
  const { rows } = await runtime().pool.query<{ claims: string }>(
    'SELECT count(*) AS claims FROM ledger.event_key WHERE provider_id = $1',
    [providerId],
  );
  return rows[0]?.claims ?? '0';
}
