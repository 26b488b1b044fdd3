/*
 * Fills the ledger as if events had come for sixty days: ids in no order, the customers that are under load, five
 * endpoints, every twentieth failed; keys, rollups and COPY's table with them. PostgreSQL writes it all itself, in
 * the same shapes as lib/usage/insert-events.ts.
 */

const DAYS = 60;
const CHUNK = 500_000;

/** Stores events until there are `target` of them. */
export async function fillTo(stage, target) {
  const [{ filled }] = await stage.sql(
    "SELECT count(*)::int AS filled FROM ledger.event_key WHERE event_id LIKE 'f-%'",
  );
  await stage.sql(
    ...[0, 1, 2, 3].map((back) => `SELECT ledger.ensure_month(now() - interval '${back} months')`),
  );
  for (let from = filled; from < target; from += CHUNK) {
    const to = Math.min(target, from + CHUNK);
    process.stderr.write(`  filling: ${to} of ${target}\n`);
    await stage.sql(...chunk(stage.fixture, from, to));
  }
  await stage.sql(
    'VACUUM (ANALYZE) ledger.event',
    'VACUUM (ANALYZE) ledger.event_key',
    'VACUUM (ANALYZE) ledger.posted_rollup',
    'VACUUM (ANALYZE) bench.event_copy',
    'CHECKPOINT',
  );
}

function chunk({ providerId, customers }, from, to) {
  const known = `ARRAY[${customers.map((id) => `'${id}'`).join(',')}]`;
  return [
    'BEGIN',
    `CREATE TEMPORARY TABLE filling ON COMMIT DROP AS
     SELECT '${providerId}'::text AS provider_id, (${known})[n % ${customers.length} + 1] AS customer_id,
       'f-' || md5(n::text) AS event_id, 'calls'::text AS meter,
       date_trunc('milliseconds', now() - n % (${DAYS} * 86400) * interval '1 second') AS occurred_at,
       now() AS received_at, 1::numeric AS quantity, 'GET /forecast/' || n / 7 % 5 AS endpoint, ''::text AS key_id,
       (CASE WHEN n / 3 % 20 = 0 THEN 500 ELSE 200 END)::smallint AS status, (n % 300)::integer AS latency_ms,
       NULL::jsonb AS properties
     FROM generate_series(${from}, ${to - 1}) AS n`,
    'INSERT INTO ledger.event_key SELECT provider_id, event_id, occurred_at FROM filling',
    'INSERT INTO ledger.event SELECT * FROM filling',
    'INSERT INTO bench.event_copy SELECT * FROM filling',
    `INSERT INTO ledger.posted_rollup AS r
     SELECT provider_id, customer_id, meter, date_bin('15 minutes', occurred_at, 'epoch'), endpoint, key_id, status,
       sum(quantity), count(*), sum(latency_ms), count(latency_ms)
     FROM filling GROUP BY 1, 2, 3, 4, 5, 6, 7
     ON CONFLICT (provider_id, customer_id, meter, bucket, endpoint, key_id, status) DO UPDATE SET
       quantity = r.quantity + excluded.quantity, calls = r.calls + excluded.calls,
       latency_ms_total = r.latency_ms_total + excluded.latency_ms_total,
       latency_calls = r.latency_calls + excluded.latency_calls`,
    'COMMIT',
  ];
}
