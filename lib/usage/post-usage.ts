import { BATCH_PATIENCE_MS, queryWithin } from '@/lib/infra/postgres';

/** Rows of each journal that one transaction posts: a bound on what it holds in memory. */
const MAX_ROWS = 1_000;

const taken = (journal: string) => `
  DELETE FROM ledger.${journal} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ledger.${journal} LIMIT ${MAX_ROWS} FOR UPDATE SKIP LOCKED
  )) RETURNING *`;

/**
 * Takes commits out of the journals and posts them, in one statement and so in one transaction: whoever reads
 * meanwhile sees each use once, in a journal or posted. Several processes may post at once; each takes other rows.
 * The calls of one batch become one row, or one for each run of places without a gap. Rollups are sorted, so that
 * concurrent posters take their locks in the same order.
 */
const POST_USAGE = `
WITH taken_calls AS (${taken('call_journal')}
), taken_sums AS (${taken('rollup_journal')}
), call AS MATERIALIZED (
  SELECT t.provider_id, c.* FROM taken_calls t CROSS JOIN LATERAL unnest(t.customer_id, t.batch_id, t.place, t.meter,
    t.occurred_at, t.quantity, t.endpoint, t.key_id)
  AS c (customer_id, batch_id, place, meter, occurred_at, quantity, endpoint, key_id)
), ordered AS (
  SELECT *, place - row_number() OVER (PARTITION BY provider_id, batch_id ORDER BY place) AS run,
    min(occurred_at) OVER (PARTITION BY provider_id, batch_id) AS earliest
  FROM call
), posted AS (
  INSERT INTO ledger.posted_batch (provider_id, customer_id, batch_id, first_place, meter, occurred_at, calls, quantity,
    quantities, offsets_ms, endpoint, key_id)
  SELECT provider_id, min(customer_id), batch_id, min(place), min(meter), earliest, count(*), sum(quantity),
    CASE WHEN bool_and(quantity = 1) THEN NULL ELSE array_agg(quantity ORDER BY place) END,
    CASE WHEN bool_and(occurred_at = earliest) THEN NULL
      ELSE array_agg((extract(epoch FROM occurred_at - earliest) * 1000)::integer ORDER BY place) END,
    min(endpoint), min(key_id)
  FROM ordered GROUP BY provider_id, batch_id, run, earliest
), used AS (
  SELECT provider_id, customer_id, meter, date_bin('15 minutes', occurred_at, 'epoch') AS bucket, endpoint, key_id,
    0::smallint AS status, quantity, 1::bigint AS calls, 0::bigint AS latency_ms_total, 0::bigint AS latency_calls
  FROM call
  UNION ALL
  SELECT t.provider_id, s.* FROM taken_sums t CROSS JOIN LATERAL unnest(t.customer_id, t.meter, t.bucket, t.endpoint,
    t.key_id, t.status, t.quantity, t.calls, t.latency_ms_total, t.latency_calls) AS s
), rolled AS (
  INSERT INTO ledger.posted_rollup AS r (provider_id, customer_id, meter, bucket, endpoint, key_id, status,
    quantity, calls, latency_ms_total, latency_calls)
  SELECT provider_id, customer_id, meter, bucket, endpoint, key_id, status, sum(quantity), sum(calls),
    sum(latency_ms_total), sum(latency_calls)
  FROM used GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
  ON CONFLICT (provider_id, customer_id, meter, bucket, endpoint, key_id, status) DO UPDATE SET
    quantity = r.quantity + excluded.quantity,
    calls = r.calls + excluded.calls,
    latency_ms_total = r.latency_ms_total + excluded.latency_ms_total,
    latency_calls = r.latency_calls + excluded.latency_calls
)
SELECT (SELECT count(*) FROM taken_calls)::integer AS calls, (SELECT count(*) FROM taken_sums)::integer AS sums`;

/** Posts what the journals hold, of all providers, and returns how many of their rows that were. */
export async function postUsage(): Promise<number> {
  let posted = 0;
  for (;;) {
    const { rows } = await queryWithin<{ calls: number; sums: number }>(BATCH_PATIENCE_MS, {
      name: 'post-usage',
      text: POST_USAGE,
    });
    const { calls = 0, sums = 0 } = rows[0] ?? {};
    posted += calls + sums;
    if (calls < MAX_ROWS && sums < MAX_ROWS) return posted;
  }
}

/** Gives the room of what was posted back to the journals, which would grow by every commit until PostgreSQL did so. */
export async function vacuumJournals(): Promise<void> {
  await queryWithin(BATCH_PATIENCE_MS, { text: 'VACUUM ledger.call_journal, ledger.rollup_journal' });
}
