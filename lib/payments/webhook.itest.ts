import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { POST } from '@/app/api/stripe/webhook/route';
import { stripeKeys } from '@/lib/infra/stripe';
import { enterCard, givenPayer, usePayments } from '@/lib/testing/payments-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();
const payments = usePayments();

const START = '2026-05-01T00:00:00.000Z';
const GOOD = '4242424242424242';
const RETURN_URL = 'http://localhost:3000/back?session={CHECKOUT_SESSION_ID}';

async function givenInvoice(number = GOOD) {
  const { box, customer } = await givenPayer(payments, START, number);
  await box.http.post(`/customers/${customer}/subscription`, { plan: await box.plan({ basePrice: '100' }) });
  const [invoice] = await box.invoices(customer);
  const paymentsOf = async () => (await box.http.get(`/invoices/${invoice.id}/payments`)).body.data;
  const reload = async () => (await box.http.get(`/invoices/${invoice.id}`)).body;
  return { box, customer, invoice, paymentsOf, reload };
}

/** Sends an event as Stripe would, signed by the secret as it stands. */
async function send(event: object, secret = stripeKeys().live?.webhookSecrets[0] ?? '') {
  const body = JSON.stringify(event);
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  const headers = { 'stripe-signature': `t=${at},v1=${signature}` };
  const answer = await POST(
    new Request('http://localhost/api/stripe/webhook', { method: 'POST', headers, body }),
  );
  return { status: answer.status, body: await answer.json() };
}

let counter = 0;
const event = (type: string, object: object, fields: object = {}) => ({
  id: `evt_test${Date.now()}${counter++}`,
  object: 'event',
  type,
  livemode: false,
  created: Math.floor(Date.now() / 1000),
  data: { object },
  ...fields,
});

describe('the webhook', () => {
  it('400: a body that Stripe did not sign, also with the secret’s prefix taken off', async () => {
    const ping = event('ping', { object: 'ping', id: 'x' });
    const secret = stripeKeys().live?.webhookSecrets[0] ?? '';
    for (const wrong of ['whsec_other', secret.replace('whsec_', '')]) {
      expect(await send(ping, wrong)).toMatchObject({ status: 400, body: { code: 'malformed' } });
    }
    const unsigned = await POST(new Request('http://localhost/', { method: 'POST', body: '{}' }));
    expect(unsigned.status).toBe(400);
  });

  it('200: a type that nobody knows, a repeat, an object of nobody’s', async () => {
    const unknown = event('invoice.created', { object: 'invoice', id: 'in_1' });
    expect(await send(unknown)).toMatchObject({ status: 200, body: { status: 'ignored' } });
    expect(await send(unknown)).toMatchObject({ status: 200, body: { status: 'ignored' } });
    const nobodys = event('payment_intent.succeeded', { object: 'payment_intent', id: 'pi_nobody' });
    expect(await send(nobodys)).toMatchObject({ status: 200, body: { status: 'ignored' } });
  });

  it('200, ignored and noted: an event of the other mode', async () => {
    const live = event(
      'payment_intent.succeeded',
      { object: 'payment_intent', id: 'pi_1' },
      { livemode: true },
    );
    expect(await send(live)).toMatchObject({ status: 200, body: { status: 'ignored' } });
  });

  it('believes what Stripe has, not what the event says', async () => {
    const { invoice, reload, box, paymentsOf } = await givenInvoice('4000000000000341');
    await box.moveTo(START);
    const [payment] = await paymentsOf();
    const lie = event('payment_intent.succeeded', {
      object: 'payment_intent',
      id: payment.stripePaymentIntent,
      status: 'succeeded',
      amount_received: 10_000,
      metadata: { provider: box.provider.sandbox.provider.id, payment: payment.id },
    });
    expect(await send(lie)).toMatchObject({ status: 200, body: { status: 'handled' } });
    expect(await reload()).toMatchObject({ id: invoice.id, status: 'open' });
  });

  it('a dead letter is listed, and can be replayed', async () => {
    const { box } = await givenInvoice();
    const gone = event('setup_intent.succeeded', {
      object: 'setup_intent',
      id: 'seti_gone',
      metadata: { provider: box.provider.sandbox.provider.id },
    });
    expect(await send(gone)).toMatchObject({ status: 200, body: { status: 'dead' } });
    const listed = (await box.http.get('/stripe-events?status=dead')).body.data;
    expect(listed).toMatchObject([
      { id: gone.id, type: gone.type, status: 'dead', error: expect.any(String) },
    ]);
    const replayed = await box.http.post(`/stripe-events/${gone.id}/replay`, {});
    expect(replayed).toMatchObject({ status: 200, body: { status: 'dead', attempts: 1 } });
    const stranger = await givenInvoice();
    expect((await stranger.box.http.post(`/stripe-events/${gone.id}/replay`, {})).status).toBe(404);
    expect((await stranger.box.http.get('/stripe-events?status=dead')).body.data).toEqual([]);
  });
});

describe('a payment that takes its time', () => {
  it('is pending, not failed, and pays when the bank says so', async () => {
    const { box, paymentsOf, reload } = await givenInvoice('4000003560000123');
    const did = await box.moveTo('2026-05-02T00:00:00.000Z');
    expect(did.map(({ what }) => what)).toContain('payment_processing');
    const [payment] = await paymentsOf();
    expect([payment.status, (await reload()).status]).toEqual(['processing', 'open']);
    await payments.server.control(`/payment_intents/${payment.stripePaymentIntent}/settle`, {
      outcome: 'succeeded',
    });
    await payments.told();
    expect((await reload()).status).toBe('paid');
    expect(await paymentsOf()).toHaveLength(1);
  });

  it('and the invoice was marked paid meanwhile: the money goes back', async () => {
    const { box, invoice, paymentsOf, reload } = await givenInvoice('4000003560000123');
    await box.moveTo(START);
    await box.http.post(`/invoices/${invoice.id}/mark-paid`, { reference: 'NEFT 7' });
    const [payment] = await paymentsOf();
    await payments.server.control(`/payment_intents/${payment.stripePaymentIntent}/settle`, {
      outcome: 'succeeded',
    });
    await payments.told();
    await box.moveTo(START);
    expect((await paymentsOf())[0]).toMatchObject({ status: 'succeeded', amountRefunded: 10_000 });
    expect(await reload()).toMatchObject({ status: 'paid', amountPaid: 10_000 });
    const refunds = (await payments.objects('refund')).filter(
      ({ payment_intent }) => payment_intent === payment.stripePaymentIntent,
    );
    expect(refunds).toMatchObject([{ amount: 10_000, status: 'succeeded' }]);
  });
});

describe('a customer who must confirm', () => {
  it('is asked by mail, pays on the hosted page, and nothing is charged twice', async () => {
    const { box, invoice, customer, paymentsOf, reload } = await givenInvoice('4000002760003184');
    const did = await box.moveTo(START);
    expect(did.map(({ what }) => what)).toContain('payment_failed');
    const { startHostedPayment } = await import('./index');
    const page = await startHostedPayment(box.provider.sandbox, {
      invoice: invoice.id,
      returnUrl: RETURN_URL,
    });
    const again = await startHostedPayment(box.provider.sandbox, {
      invoice: invoice.id,
      returnUrl: RETURN_URL,
    });
    expect(again).toEqual(page);
    await payments.server.control(`/checkout/sessions/${page.session}/complete`, { number: GOOD });
    await payments.told();
    expect(await reload()).toMatchObject({ status: 'paid', amountPaid: 10_000, customer });
    const succeeded = (await paymentsOf()).filter(({ status }: { status: string }) => status === 'succeeded');
    expect(succeeded).toHaveLength(1);
  });

  it('a charge by the schedule closes a page that is open', async () => {
    const { box, invoice, customer, paymentsOf, reload } = await givenInvoice('4000000000000341');
    await box.moveTo(START);
    const { startHostedPayment } = await import('./index');
    const page = await startHostedPayment(box.provider.sandbox, {
      invoice: invoice.id,
      returnUrl: RETURN_URL,
    });
    await enterCard(payments, box, customer, GOOD);
    await box.moveTo(START);
    await payments.told();
    expect((await reload()).status).toBe('paid');
    const sessions = await payments.objects('checkout_session');
    expect(sessions.find(({ id }) => id === page.session).status).toBe('expired');
    const states = (await paymentsOf()).map(({ status }: { status: string }) => status).sort();
    expect(states).toEqual(['cancelled', 'failed', 'succeeded']);
  });
});

describe('money that goes back', () => {
  it('a credit note with refund gives back to the card, never more than was paid', async () => {
    const { box, invoice, paymentsOf } = await givenInvoice();
    await box.moveTo(START);
    const note = (amount: number) =>
      box.http.post(`/invoices/${invoice.id}/credit-notes`, { amount, reason: 'Outage', refund: true });
    expect((await note(4_000)).body).toMatchObject({ total: 4_000, refunded: 4_000, credited: 0 });
    const rest = await Promise.all([note(3_000), note(3_000), note(3_000)]);
    expect(rest.map(({ status }) => status).sort()).toEqual([201, 201, 422]);
    await box.moveTo(START);
    await payments.told();
    expect((await paymentsOf())[0]).toMatchObject({ amountReceived: 10_000, amountRefunded: 10_000 });
    const [payment] = await paymentsOf();
    const refunds = (await payments.objects('refund')).filter(
      ({ payment_intent }) => payment_intent === payment.stripePaymentIntent,
    );
    expect(refunds.map(({ amount }) => amount).sort()).toEqual([3_000, 3_000, 4_000]);
  });

  it('a credit note without it gives credits, as before', async () => {
    const { box, invoice } = await givenInvoice();
    await box.moveTo(START);
    const { body } = await box.http.post(`/invoices/${invoice.id}/credit-notes`, {
      amount: 500,
      reason: 'X',
    });
    expect(body).toMatchObject({ refunded: 0, credited: 500 });
  });

  it('a dispute is listed, and closed as the bank decides', async () => {
    const { box, customer, paymentsOf } = await givenInvoice('4000000000000259');
    await box.moveTo(START);
    await payments.told();
    const [payment] = await paymentsOf();
    const disputes = async () => (await box.http.get('/disputes')).body.data;
    expect(await disputes()).toMatchObject([
      { payment: payment.id, customer, amount: 10_000, closedAt: null },
    ]);
    const [{ stripeDispute }] = await disputes();
    await payments.server.control(`/disputes/${stripeDispute}/close`, { status: 'lost' });
    await payments.told();
    expect(await disputes()).toMatchObject([{ status: 'lost', closedAt: expect.any(String) }]);
  });
});

describe('prepaid credits', () => {
  it('are granted once when the page is paid, with a receipt', async () => {
    const { box, customer } = await givenPayer(payments, START, GOOD);
    const { body: page } = await box.http.post(`/customers/${customer}/top-ups`, {
      amount: 50_000,
      returnUrl: RETURN_URL,
    });
    await payments.server.control('/webhooks', { duplicate: 1 });
    await payments.server.control(`/checkout/sessions/${page.session}/complete`, { number: GOOD });
    await payments.told();
    expect((await box.http.get(`/customers/${customer}/credits`)).body).toMatchObject({ balance: 50_000 });
    const { data } = (await box.http.get('/payments?purpose=top_up')).body;
    expect(data).toMatchObject([{ status: 'succeeded', receiptNumber: 'RV/2627/00001' }]);
  });

  it('are bought by themselves below the threshold, up to the monthly cap', async () => {
    const { box, customer } = await givenPayer(payments, START, GOOD);
    const terms = { threshold: 10_000, amount: 8_000, monthlyCap: 20_000 };
    const path = `/customers/${customer}/auto-top-up`;
    expect((await box.http.put(path, { terms })).body).toEqual({ terms });
    await box.moveTo('2026-05-02T00:00:00.000Z');
    await box.moveTo('2026-05-03T00:00:00.000Z');
    const balance = async () => (await box.http.get(`/customers/${customer}/credits`)).body.balance;
    expect(await balance()).toBe(16_000);
    await box.http.put(path, { terms: { ...terms, threshold: 90_000 } });
    await box.moveTo('2026-05-04T00:00:00.000Z');
    expect(await balance()).toBe(16_000);
    await box.http.put(path, { terms: null });
    await box.moveTo('2026-06-04T00:00:00.000Z');
    expect(await balance()).toBe(16_000);
  });
});

describe('the comparison with Stripe', () => {
  it('makes up for lost webhooks, and reports what it cannot explain', async () => {
    const { box, invoice, paymentsOf, reload } = await givenInvoice('4000003560000123');
    await box.moveTo(START);
    const [payment] = await paymentsOf();
    await payments.server.control('/webhooks', { drop: 1 });
    await payments.server.control(`/payment_intents/${payment.stripePaymentIntent}/settle`, {
      outcome: 'succeeded',
    });
    await payments.told();
    expect((await reload()).status).toBe('open');
    const first = (await box.http.get('/reconciliation')).body.payments;
    expect(first).toMatchObject({ repaired: 1, differences: [], unavailable: null });
    expect((await reload()).status).toBe('paid');
    const second = (await box.http.get('/reconciliation')).body.payments;
    expect(second).toMatchObject({ repaired: 0, differences: [] });
    const { runtime } = await import('@/lib/infra/runtime');
    const sql = 'UPDATE invoice SET amount_paid = amount_paid - 1 WHERE id = $1';
    await runtime().pool.query(sql, [invoice.id]);
    const third = (await box.http.get('/reconciliation')).body.payments;
    expect(third.differences).toMatchObject([{ kind: 'invoice', subject: invoice.id }]);
  });
});
