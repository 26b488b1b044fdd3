import { startSession } from '@/lib/auth/start-session';
import { subscribeCustomer } from '@/lib/billing';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { startServices } from '@/lib/infra/start-services';
import { createPlan } from '@/lib/plans';
import { contextOfProviderSlug, createCustomer, createProvider } from '@/lib/tenants';
import { multiplyCustomer } from './month-rows';

/*
 * A live account with as many events as asked for, in the last thirty days: the same customers, endpoints and quarters
 * of an hour whatever their number, so that what grows is what an account's own growth makes grow. Prints a session
 * and the addresses that a visit needs.
 */

const CUSTOMERS = 50;
const QUARTERS = 500;
const ENDPOINTS = 2;
const CELLS = CUSTOMERS * QUARTERS * ENDPOINTS;

async function fill(ctx: Context, perCell: number): Promise<void> {
  const { pool } = runtime();
  const end = new Date(Math.floor(systemClock.tickingMs() / 900_000) * 900_000);
  const start = new Date(end.getTime() - 30 * 24 * 60 * 60 * 1000);
  for (const month of [start, end]) await pool.query('SELECT ledger.ensure_month($1)', [month]);
  const { rows } = await pool.query('SELECT id FROM customer WHERE provider_id = $1 ORDER BY id', [
    ctx.provider.id,
  ]);
  for (const [index, { id }] of rows.entries()) {
    await pool.query(
      `WITH cells AS (
         SELECT $3::timestamptz + q * (interval '30 days' / $5::int) AS at, '/v1/' || e AS endpoint
         FROM generate_series(0, $5::int - 1) AS q, generate_series(1, $6::int) AS e
       ), stored AS (
         INSERT INTO ledger.event (provider_id, customer_id, event_id, meter, occurred_at, received_at, quantity,
           endpoint, key_id, status, latency_ms)
         SELECT $1, $2, $2 || endpoint || extract(epoch FROM at) || '-' || n, 'calls',
           date_bin('15 minutes', at, 'epoch') + n * interval '1 ms', at, 1, endpoint, '', 200, 20
         FROM cells, generate_series(1, $4::int) AS n
         RETURNING event_id, occurred_at, quantity, endpoint
       ), claimed AS (
         INSERT INTO ledger.event_key (provider_id, event_id, occurred_at)
         SELECT $1, event_id, occurred_at FROM stored
       )
       INSERT INTO ledger.posted_rollup (provider_id, customer_id, meter, bucket, endpoint, key_id, status, quantity,
         calls, latency_ms_total, latency_calls)
       SELECT $1, $2, 'calls', date_bin('15 minutes', occurred_at, 'epoch'), endpoint, '', 200, sum(quantity),
         count(*), 20 * count(*), count(*)
       FROM stored GROUP BY 4, 5`,
      [ctx.provider.id, id, start, perCell, QUARTERS, ENDPOINTS],
    );
    process.stderr.write(`\r${index + 1} of ${rows.length} customers   `);
  }
  process.stderr.write('\n');
  await pool.query('VACUUM ANALYZE ledger.event, ledger.posted_rollup, ledger.event_key');
}

const services = await startServices();
const actor = { kind: 'shell', id: 'bench', name: 'Bench' } as const;
const input = { name: 'Bench', slug: 'bench', email: 'owner@bench.example' };
const made = await createProvider(
  { clock: systemClock, actor, requestId: null },
  { ...input, currency: 'INR', timezone: 'Asia/Kolkata', country: 'IN' },
);
const ctx: Context = { ...(await contextOfProviderSlug('bench', null)), actor };
const prices = [{ meter: 'calls', model: 'standard' as const, unitPrice: '0.001' }];
const common = { currency: 'INR', interval: 'month' as const };
await createPlan(ctx, { ...common, slug: 'starter', name: 'Starter', basePrice: '49', prices });
const { id: customer } = await createCustomer(ctx, { name: 'Acme', email: 'a@acme.example' });
await subscribeCustomer(ctx, { customer, plan: 'starter' });
await multiplyCustomer(ctx, customer, CUSTOMERS);
const events = Number(process.env.BENCH_EVENTS);
const perCell = Math.max(1, Math.round(events / CELLS));
await fill(ctx, perCell);
const { token } = await startSession(
  { clock: systemClock, actor, requestId: null },
  { userId: made.userId, userAgent: null },
);
process.stdout.write(`${JSON.stringify({ events: perCell * CELLS, customer, token })}\n`);
await services?.stop();
process.exit(0);
