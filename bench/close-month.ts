import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { runDue, subscribeCustomer } from '@/lib/billing';
import { standingClock, systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { startServices } from '@/lib/infra/start-services';
import { createPlan } from '@/lib/plans';
import { contextOfProviderSlug, createCustomer, createProvider } from '@/lib/tenants';
import { fillLedger, multiplyCustomer } from './month-rows';

/*
 * What closing a month costs: every customer's window is closed, drafted and made final by the verbs that the job
 * calls, one after another, as one worker does. Figures and what they mean: MONTH.md.
 */

const START = new Date('2026-01-01T00:00:00Z');
const END = new Date('2026-02-01T00:00:00Z');
const AFTER_GRACE = new Date('2026-02-01T02:00:00Z');

interface Figures {
  customers: number;
  events: number;
  seconds: number;
  msPerInvoice: number;
  rssMb: number[];
  sqlSeconds: number;
}

/** A sandbox with one subscriber, made by the product's own verbs, and copies of it by SQL. */
async function givenMonth(customers: number, eventsEach: number): Promise<Context> {
  const slug = `bench-${customers}`;
  const actor = { kind: 'shell', id: 'bench', name: 'Bench' } as const;
  await createProvider(
    { clock: systemClock, actor, requestId: null },
    {
      name: 'Bench',
      slug,
      email: `${slug}@bench.example`,
      currency: 'INR',
      timezone: 'UTC',
      country: 'IN',
      taxId: '27AAPFU0939F1ZV',
    },
  );
  const visitor = await contextOfProviderSlug(`${slug}-sandbox`, null);
  const ctx: Context = { ...visitor, actor, clock: standingClock(START) };
  await createPlan(ctx, {
    slug: 'starter',
    name: 'Starter',
    currency: 'INR',
    interval: 'month',
    basePrice: '49',
    prices: [{ meter: 'calls', model: 'standard', unitPrice: '0.001', included: '100' }],
  });
  const { id } = await createCustomer(ctx, {
    name: 'Acme',
    email: 'a@acme.example',
    address: { state: 'Goa', country: 'IN' },
  });
  await subscribeCustomer(ctx, { customer: id, plan: 'starter' });
  await multiplyCustomer(ctx, id, customers);
  await fillLedger(ctx, eventsEach, START);
  return ctx;
}

/** Closes and finalises everything; a sample of memory every two hundred customers. */
async function close(ctx: Context, customers: number): Promise<{ seconds: number; rssMb: number[] }> {
  const rssMb: number[] = [];
  const startedAt = performance.now();
  for (const [step, instant] of [
    ['drafts', END],
    ['invoices', AFTER_GRACE],
  ] as const) {
    let batches = 0;
    const clock = standingClock(instant);
    const { failed } = await runDue(
      { ...ctx, clock },
      {
        until: instant,
        clockAt: () => clock,
        goesOn: true,
        afterInstant: async () => {
          batches++;
          rssMb.push(Math.round(process.memoryUsage().rss / 1e6));
          const seconds = (performance.now() - startedAt) / 1000;
          process.stderr.write(
            `\r${customers} customers: ${step} ${Math.min(batches * 200, customers)}, ${seconds.toFixed(0)} s, ${rssMb.at(-1)} MB   `,
          );
        },
      },
    );
    if (failed > 0) throw new Error(`${failed} could not be closed`);
  }
  process.stderr.write('\n');
  return { seconds: (performance.now() - startedAt) / 1000, rssMb };
}

/** Every customer has one final invoice of the window, and together they bill what plain SQL counts. */
async function prove(ctx: Context, customers: number): Promise<number> {
  const { pool } = runtime();
  const startedAt = performance.now();
  const used = await pool.query(
    `SELECT customer_id, sum(quantity) AS quantity FROM ledger.usage_rollup
     WHERE provider_id = $1 AND meter = 'calls' AND bucket >= $2 AND bucket < $3 AND status < 500
     GROUP BY customer_id`,
    [ctx.provider.id, START, END],
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const billed = await pool.query(
    `SELECT count(*)::int AS invoices, count(DISTINCT i.number)::int AS numbers, sum(l.quantity::numeric) AS quantity
     FROM invoice i JOIN invoice_line l ON l.provider_id = i.provider_id AND l.invoice_id = i.id AND l.kind = 'usage'
     WHERE i.provider_id = $1 AND i.status IN ('open', 'paid') AND i.window_start IS NOT NULL`,
    [ctx.provider.id],
  );
  const counted = used.rows.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n);
  const { invoices, numbers, quantity } = billed.rows[0];
  if (invoices !== customers || numbers !== customers || BigInt(quantity) !== counted) {
    throw new Error(`${invoices} invoices over ${quantity} where ${customers} customers used ${counted}`);
  }
  return seconds;
}

async function measure(customers: number, eventsEach: number): Promise<Figures> {
  process.stderr.write(`${customers} customers: writing ${customers * eventsEach} events …\n`);
  const ctx = await givenMonth(customers, eventsEach);
  const { seconds, rssMb } = await close(ctx, customers);
  const sqlSeconds = await prove(ctx, customers);
  const msPerInvoice = (seconds * 1000) / customers;
  return { customers, events: customers * eventsEach, seconds, msPerInvoice, rssMb, sqlSeconds };
}

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100,1000,10000' },
    events: { type: 'string', default: '1000' },
  },
});
const services = await startServices();
const figures: Figures[] = [];
for (const size of values.customers.split(','))
  figures.push(await measure(Number(size), Number(values.events)));
const { rows } = await runtime().pool.query('SHOW server_version');
console.log(
  `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.versions.node}, PostgreSQL ${rows[0].server_version}\n`,
);
console.log(
  '| customers | events | seconds | invoices/s | ms an invoice | to the first | RSS at ¼, ½, end (MB) | plain SQL (s) |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const { customers, events, seconds, msPerInvoice, rssMb, sqlSeconds } of figures) {
  const at = (share: number) => rssMb[Math.min(rssMb.length - 1, Math.floor(rssMb.length * share))];
  const ratio = (msPerInvoice / (figures[0]?.msPerInvoice ?? 1)).toFixed(2);
  console.log(
    `| ${[customers, events, seconds.toFixed(1), (customers / seconds).toFixed(1), msPerInvoice.toFixed(1), ratio, `${at(0.25)}, ${at(0.5)}, ${at(1)}`, sqlSeconds.toFixed(2)].join(' | ')} |`,
  );
}
await services?.stop();
process.exit(0);
