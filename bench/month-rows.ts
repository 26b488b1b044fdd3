import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';

/*
 * Rows by the million, written in SQL because the verbs would take hours, but equal to what they write: copies of a
 * subscriber that the verbs made, events as `POST /events` stores them (the event and its claimed id), and rollups
 * that are the sum of those events, computed from them.
 */

/** As many customers in all as asked for, each the copy of one, with an id, an anchor and a subscription of its own. */
export async function multiplyCustomer(ctx: Context, customerId: string, total: number): Promise<void> {
  const { pool } = runtime();
  const parameters = [ctx.provider.id, customerId, total - 1];
  await copy('customer', { id: copyId('cus'), external_id: 'NULL' }, 'id = $2', parameters);
  const subscription = { id: copyId('sub'), customer_id: copyId('cus'), live_customer_id: copyId('cus') };
  await copy('subscription', subscription, 'customer_id = $2', parameters);
  await pool.query('ANALYZE customer, subscription');
}

/** Ids that sort like real ones. */
function copyId(prefix: string): string {
  return `'${prefix}_01kzzzzz' || lpad(n::text, 18, '0')`;
}

async function copy(
  table: string,
  changed: Record<string, string>,
  where: string,
  parameters: unknown[],
): Promise<void> {
  const { pool } = runtime();
  const { rows } = await pool.query(
    'SELECT column_name FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2',
    ['public', table],
  );
  const columns = rows.map(({ column_name: name }) => name as string);
  const values = columns.map((name) => changed[name] ?? `"${name}"`);
  await pool.query(
    `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
     SELECT ${values.join(', ')} FROM ${table}, generate_series(1, $3::int) AS n
     WHERE provider_id = $1 AND ${where}`,
    parameters,
  );
}

/** Customers whose events go in one statement. */
const CHUNK = 500;

/**
 * So many events for every customer over the month: bursts of four in a quarter of an hour and endpoint, on five
 * endpoints. A quarter of the events is the number of rollup rows.
 */
export async function fillLedger(ctx: Context, eventsEach: number, start: Date): Promise<void> {
  const { pool } = runtime();
  const providerId = ctx.provider.id;
  await pool.query('SELECT ledger.ensure_month($1)', [start]);
  const { rows } = await pool.query('SELECT id FROM customer WHERE provider_id = $1 ORDER BY id', [
    providerId,
  ]);
  const ids = rows.map(({ id }) => id as string);
  for (let from = 0; from < ids.length; from += CHUNK) {
    await pool.query({
      text: `WITH used AS (
          SELECT c.id AS customer_id, c.id || '-' || e AS event_id, '/v1/' || (e / 4 % 5) AS endpoint,
            $3::timestamptz + (e / 4) * (interval '30 days' / ($4 / 4.0)) + (e % 4) * interval '1 second' AS at
          FROM unnest($2::text[]) AS c(id), generate_series(0, $4::int - 1) AS e
        ), stored AS (
          INSERT INTO ledger.event (provider_id, customer_id, event_id, meter, occurred_at, received_at, quantity,
            endpoint, key_id, status)
          SELECT $1, customer_id, event_id, 'calls', at, at, 1, endpoint, '', 200 FROM used
          RETURNING event_id, customer_id, occurred_at, quantity, endpoint
        ), claimed AS (
          INSERT INTO ledger.event_key (provider_id, event_id, occurred_at)
          SELECT $1, event_id, occurred_at FROM stored
        )
        INSERT INTO ledger.posted_rollup (provider_id, customer_id, meter, bucket, endpoint, key_id, status, quantity,
          calls, latency_ms_total, latency_calls)
        SELECT $1, customer_id, 'calls', date_bin('15 minutes', occurred_at, 'epoch'), endpoint, '', 200,
          sum(quantity), count(*), 0, 0
        FROM stored GROUP BY 2, 4, 5`,
      values: [providerId, ids.slice(from, from + CHUNK), start, eventsEach],
    });
    process.stderr.write(`\r${Math.min(from + CHUNK, ids.length)} of ${ids.length}   `);
  }
  process.stderr.write('\n');
  await pool.query('ANALYZE ledger.event, ledger.posted_rollup');
}
