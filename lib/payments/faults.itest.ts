import { expect, it } from 'vitest';
import { api } from '@/app/api/testing/call-api';
import { runtime } from '@/lib/infra/runtime';
import { startProcess } from '@/lib/testing/bundled-process';
import { givenPlan, givenProvider } from '@/lib/testing/factories';
import { usePayments } from '@/lib/testing/payments-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { finishCheckout, reconcilePayments } from './index';

useRuntime();
const payments = usePayments();

const INVOICES = 100;
const KILLS = 4;
const RETURN_URL = 'http://localhost:3000/back?session={CHECKOUT_SESSION_ID}';
/** Works at once; stays with the bank until it says so, which only a webhook tells. */
const NUMBERS = ['4242424242424242', '4000003560000123'];

async function givenInvoices() {
  const { ctx, secretKey } = await givenProvider();
  const http = api(secretKey);
  const plan = await givenPlan(ctx, { basePrice: '100' });
  for (let index = 0; index < INVOICES; index++) {
    const { id } = (await http.post('/customers', { name: `C${index}`, email: 'c@c.example' })).body;
    const { session } = (await http.post(`/customers/${id}/payment-methods`, { returnUrl: RETURN_URL })).body;
    const number = NUMBERS[index % NUMBERS.length];
    await payments.server.control(`/checkout/sessions/${session}/complete`, { number, approve: true });
    await finishCheckout(ctx, { session });
    await http.post(`/customers/${id}/subscription`, { plan: plan.slug });
  }
  return ctx;
}

function startServer() {
  const { databaseUrl, stripe, authSecret } = runtime();
  return startProcess('lib/testing/payments-server.ts', {
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: authSecret,
    STRIPE_SECRET_KEY: stripe?.secretKey ?? '',
    STRIPE_WEBHOOK_SECRET: stripe?.webhookSecret ?? '',
    STRIPE_API_BASE: stripe?.apiBase ?? '',
    LOG_LEVEL: 'silent',
  });
}

async function count(sql: string, providerId: string): Promise<number> {
  const { rows } = await runtime().pool.query(`SELECT count(*)::int AS n FROM (${sql}) AS q`, [providerId]);
  return rows[0].n;
}

const RECORDED = 'SELECT FROM payment WHERE provider_id = $1';
const UNDER_WAY = `SELECT FROM invoice i WHERE provider_id = $1 AND status = 'open' AND NOT EXISTS (SELECT FROM
  payment p JOIN payment_share s ON s.provider_id = p.provider_id AND s.payment_id = p.id
  WHERE s.provider_id = i.provider_id AND s.invoice_id = i.id AND p.status = 'processing')`;

/** Nobody was charged twice, no charge is without an invoice, no invoice is paid without a charge. */
async function expectNoneWrong(providerId: string): Promise<{ paid: number; charged: number }> {
  const { rows } = await runtime().pool.query(
    `SELECT i.id, i.status, p.stripe_intent FROM invoice i
     LEFT JOIN payment_share s ON s.provider_id = i.provider_id AND s.invoice_id = i.id
     LEFT JOIN payment p ON p.provider_id = s.provider_id AND p.id = s.payment_id
     WHERE i.provider_id = $1`,
    [providerId],
  );
  const intents = await payments.objects('payment_intent');
  const succeeded = new Set(intents.filter(({ status }) => status === 'succeeded').map(({ id }) => id));
  expect(new Set(intents.map(({ metadata }) => metadata.payment)).size).toBe(intents.length);
  const paid = rows.filter(({ status }) => status === 'paid');
  expect(paid.filter(({ stripe_intent }) => !succeeded.has(stripe_intent))).toEqual([]);
  expect(rows).toHaveLength(INVOICES);
  const known = new Set(rows.map(({ stripe_intent }) => stripe_intent));
  expect([...succeeded].filter((id) => !known.has(id))).toEqual([]);
  return { paid: paid.length, charged: succeeded.size };
}

it('a hundred invoices are each paid once, though webhooks are lost, repeated and shuffled and the process is killed', async () => {
  const ctx = await givenInvoices();
  await payments.told();
  const providerId = ctx.provider.id;
  const { server } = payments;
  for (let kill = 1; kill <= KILLS; kill++) {
    const child = await startServer();
    const url = `http://127.0.0.1:${await child.firstLine}/`;
    await server.control('/webhooks', { url, drop: 0.3, duplicate: 0.3, hold: true, seed: kill });
    await server.control('/faults', { kind: 'disconnect', operation: 'paymentIntents.create', times: 5 });
    while ((await count(RECORDED, providerId)) < (kill * INVOICES) / (KILLS + 1));
    await server.control('/webhooks/flush', { order: 'shuffle' });
    await child.end('SIGKILL');
    // What a minute and a half of waiting would do: the dead process's claims are over.
    await runtime().pool.query('UPDATE payment SET leased_until = now() WHERE status = $1', ['created']);
  }
  await server.control('/faults/clear', {});
  const last = await startServer();
  const url = `http://127.0.0.1:${await last.firstLine}/`;
  await server.control('/webhooks', { url, drop: 0.3, duplicate: 0.3, hold: true });
  while ((await count(UNDER_WAY, providerId)) > 0);
  for (const { id, status } of await payments.objects('payment_intent')) {
    if (status === 'processing')
      await server.control(`/payment_intents/${id}/settle`, { outcome: 'succeeded' });
  }
  await server.control('/webhooks/flush', { order: 'shuffle' });
  await server.control('/webhooks', { hold: false });
  await payments.told();
  await last.end('SIGKILL');
  expect((await expectNoneWrong(providerId)).charged).toBe(INVOICES);

  const { differences } = await reconcilePayments(ctx);
  expect(differences).toEqual([]);
  expect(await expectNoneWrong(providerId)).toEqual({ paid: INVOICES, charged: INVOICES });
  expect(await reconcilePayments(ctx)).toMatchObject({ repaired: 0, differences: [] });
});
