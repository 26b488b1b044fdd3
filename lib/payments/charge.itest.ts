import { describe, expect, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { enterCard, givenPayer, usePayments } from '@/lib/testing/payments-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();
const payments = usePayments();

const START = '2026-05-01T00:00:00.000Z';
const GOOD = '4242424242424242';
const NO_FUNDS_LATER = '4000000000000341';

/** A payer on a plan of ₹499 whose first invoice was made and, by the clock, charged. */
async function givenSubscriber(number: string, now = START) {
  const { box, customer } = await givenPayer(payments, now, number);
  const plan = await box.plan({ basePrice: '499' });
  await box.http.post(`/customers/${customer}/subscription`, { plan });
  const key = (await box.http.post(`/customers/${customer}/keys`, {})).body.secret;
  const did = await box.moveTo(now);
  const [invoice] = await box.invoices(customer);
  const verify = async () => (await box.http.post('/verify', { key })).body.code;
  const status = async () => (await box.http.get(`/customers/${customer}/subscription`)).body.status;
  return { box, customer, did, invoice, verify, status };
}

async function eventsOf(providerId: string, type: string) {
  const sql = 'SELECT facts FROM domain_event WHERE provider_id = $1 AND type = $2 ORDER BY id';
  const { rows } = await runtime().pool.query(sql, [providerId, type]);
  return rows.map(({ facts }) => facts);
}

async function intentsOf(invoicePayments: { stripePaymentIntent: string }[]) {
  const ids = new Set(invoicePayments.map((one) => one.stripePaymentIntent));
  return (await payments.objects('payment_intent')).filter(({ id }) => ids.has(id));
}

describe('an invoice that becomes final', () => {
  it('is charged to the card, once, and paid', async () => {
    const { box, did, invoice, customer } = await givenSubscriber(GOOD);
    expect(did.map(({ what }) => what)).toContain('invoice_charged');
    expect(invoice).toMatchObject({ status: 'paid', amountPaid: 49_900, amountDue: 0 });
    await payments.told();
    await box.moveTo(START);
    const { data, payUrl } = (await box.http.get(`/invoices/${invoice.id}/payments`)).body;
    expect(payUrl).toMatch(/\/pay\/[\w-]+\.[\w-]{22}$/);
    expect(data).toMatchObject([
      { status: 'succeeded', source: 'automatic', amount: 49_900, amountReceived: 49_900, customer },
    ]);
    expect(await intentsOf(data)).toMatchObject([{ status: 'succeeded', amount: 49_900, currency: 'inr' }]);
    expect(await eventsOf(box.provider.sandbox.provider.id, 'invoice.paid')).toHaveLength(1);
  });

  it('is charged at the end of the month in its place of the clock', async () => {
    const { box, customer } = await givenSubscriber(GOOD);
    const did = await box.moveTo('2026-06-05T00:00:00.000Z');
    const whats = did.map(({ what }) => what);
    expect(whats.indexOf('invoice_charged')).toBe(whats.indexOf('invoice_finalized') + 1);
    const invoices = await box.invoices(customer);
    expect(invoices.map(({ status }) => status)).toEqual(['paid', 'paid']);
  });

  it('waits to be paid by hand where there never was a card, and calls go on', async () => {
    const { box, customer } = await givenPayer(payments, START, GOOD);
    const other = await box.subscribe(await box.plan({ basePrice: '10' }));
    await box.moveTo('2026-05-28T00:00:00.000Z');
    expect(await box.invoices(other)).toMatchObject([{ status: 'open' }]);
    expect((await box.http.get(`/customers/${other}/subscription`)).body.status).toBe('active');
    expect(customer).not.toBe(other);
  });
});

describe('a payment that fails', () => {
  it('is tried on days 0, 2, 7, 14 and 21; past due from the first, stopped after three days', async () => {
    const { box, customer, invoice, verify, status, did } = await givenSubscriber(NO_FUNDS_LATER);
    expect(did.map(({ what }) => what)).toContain('payment_failed');
    expect(invoice.status).toBe('open');
    expect([await status(), await verify()]).toEqual(['past_due', 'ok']);
    await box.moveTo('2026-05-03T23:59:59.000Z');
    expect(await verify()).toBe('ok');
    const stopped = await box.moveTo('2026-05-04T00:00:00.000Z');
    expect(stopped.map(({ what }) => what)).toContain('access_stopped');
    expect(await verify()).toBe('past_due');
    const later = await box.moveTo('2026-05-30T00:00:00.000Z');
    expect(later.filter(({ what }) => what === 'payment_failed').map(({ at }) => at.slice(0, 10))).toEqual([
      '2026-05-08',
      '2026-05-15',
      '2026-05-22',
    ]);
    const facts = await eventsOf(box.provider.sandbox.provider.id, 'invoice.payment_failed');
    expect(facts.map(({ attempt, of }) => `${attempt} of ${of}`)).toEqual(
      [1, 2, 3, 4, 5].map((attempt) => `${attempt} of 5`),
    );
    expect(facts[0]).toMatchObject({ nextAttemptAt: '2026-05-03T00:00:00.000Z', amount: 49_900 });
    expect(facts[4]).toMatchObject({ nextAttemptAt: null, accessStopsAt: '2026-05-04T00:00:00.000Z' });
    expect(await eventsOf(box.provider.sandbox.provider.id, 'subscription.past_due')).toHaveLength(1);
    expect(await box.invoices(customer)).toMatchObject([{ status: 'open' }]);
  });

  it('a new card is charged at once and access comes back', async () => {
    const { box, customer, verify, status } = await givenSubscriber(NO_FUNDS_LATER);
    await box.moveTo('2026-05-05T00:00:00.000Z');
    expect(await verify()).toBe('past_due');
    await enterCard(payments, box, customer, GOOD);
    await box.moveTo('2026-05-05T00:00:00.000Z');
    expect(await box.invoices(customer)).toMatchObject([{ status: 'paid' }]);
    expect([await status(), await verify()]).toEqual(['active', 'ok']);
  });

  it.each([
    ['mark-paid', { reference: 'NEFT 1' }],
    ['void', { reason: 'Mistake' }],
  ])('%s brings access back', async (action, body) => {
    const { box, invoice, verify, status } = await givenSubscriber(NO_FUNDS_LATER);
    await box.moveTo('2026-05-05T00:00:00.000Z');
    expect(await verify()).toBe('past_due');
    expect((await box.http.post(`/invoices/${invoice.id}/${action}`, body)).status).toBe(200);
    expect([await status(), await verify()]).toEqual(['active', 'ok']);
    const did = await box.moveTo('2026-05-30T00:00:00.000Z');
    expect(did.filter(({ what }) => what.startsWith('payment'))).toEqual([]);
  });

  it('the schedule and the grace are the provider’s', async () => {
    const { box, customer } = await givenPayer(payments, START, NO_FUNDS_LATER);
    const settings = { dunning: { waitDays: [0, 1], graceDays: null } };
    const changed = await box.http.patch('/payment-settings', settings);
    expect(changed.body.dunning).toEqual({ waitDays: [0, 1], graceDays: null, withoutCard: 'wait' });
    await box.http.post(`/customers/${customer}/subscription`, { plan: await box.plan({ basePrice: '9' }) });
    const did = await box.moveTo('2026-05-30T00:00:00.000Z');
    const failed = did.filter(({ what }) => what === 'payment_failed');
    expect(failed.map(({ at }) => at)).toEqual([START, '2026-05-02T00:00:00.000Z']);
    expect(did.filter(({ what }) => what === 'access_stopped')).toEqual([]);
    const refused = await box.http.patch('/payment-settings', { dunning: { waitDays: [] } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'dunning.waitDays' }] } });
  });
});

describe('POST /invoices/{id}/pay', () => {
  it('200: charges once, however often it is asked at the same time', async () => {
    const { box, customer } = await givenPayer(payments, START, GOOD);
    await box.http.post(`/customers/${customer}/subscription`, { plan: await box.plan({ basePrice: '20' }) });
    const [{ id }] = await box.invoices(customer);
    const answers = await Promise.all([
      ...[1, 2, 3].map((n) => box.http.post(`/invoices/${id}/pay`, {}, { 'idempotency-key': `pay-${n}` })),
      box.http.put('/clock', { now: START }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await box.http.post(`/invoices/${id}/pay`, {})).body.status).toBe('paid');
    const { data } = (await box.http.get(`/invoices/${id}/payments`)).body;
    expect(data).toHaveLength(1);
    expect((await payments.objects('charge')).filter(({ amount }) => amount === 2_000)).toHaveLength(1);
  });

  it('409 payment_failed: a decline, which the schedule does not count twice', async () => {
    const { box, invoice } = await givenSubscriber(NO_FUNDS_LATER);
    const answer = await box.http.post(`/invoices/${invoice.id}/pay`, {});
    expect(answer).toMatchObject({ status: 409, body: { code: 'payment_failed' } });
    const did = await box.moveTo('2026-05-03T00:00:00.000Z');
    expect(did.map(({ what }) => what)).toContain('payment_failed');
  });

  it('409 invalid_state: no card, a draft, a void one; 404: another’s', async () => {
    const { box } = await givenPayer(payments, START, GOOD);
    const customer = await box.subscribe(await box.plan({ basePrice: '10' }));
    const [{ id }] = await box.invoices(customer);
    expect((await box.http.post(`/invoices/${id}/pay`, {})).body).toMatchObject({ code: 'invalid_state' });
    await box.http.post(`/invoices/${id}/void`, {});
    expect((await box.http.post(`/invoices/${id}/pay`, {})).body).toMatchObject({ code: 'invalid_state' });
    const stranger = await givenPayer(payments, START, GOOD);
    expect((await stranger.box.http.post(`/invoices/${id}/pay`, {})).status).toBe(404);
  });
});

describe('when Stripe fails', () => {
  it.each(['disconnect', 'error-after', 'blank-error'])(
    'a call that ends in %s charges once all the same',
    async (kind) => {
      const { box, customer } = await givenPayer(payments, START, GOOD);
      await box.http.post(`/customers/${customer}/subscription`, {
        plan: await box.plan({ basePrice: '30' }),
      });
      const [{ id }] = await box.invoices(customer);
      await payments.server.control('/faults', { kind, operation: 'paymentIntents.create', times: 4 });
      await box.http.put('/clock', { now: START });
      await payments.server.control('/faults/clear', {});
      await runtime().pool.query('UPDATE payment SET leased_until = now() WHERE customer_id = $1', [
        customer,
      ]);
      await box.moveTo(START);
      await payments.told();
      expect((await box.http.get(`/invoices/${id}`)).body.status).toBe('paid');
      const { data } = (await box.http.get(`/invoices/${id}/payments`)).body;
      expect(data).toHaveLength(1);
      const intents = (await payments.objects('payment_intent')).filter(
        ({ metadata }) => metadata.payment === data[0].id,
      );
      expect(intents).toHaveLength(1);
    },
  );
});

describe('an amount below Stripe’s minimum', () => {
  it('is collected together with the next invoice', async () => {
    const { box, customer } = await givenPayer(payments, START, GOOD);
    const plan = await box.plan({ prices: [{ meter: 'calls', model: 'standard', unitPrice: '0.01' }] });
    await box.http.post(`/customers/${customer}/subscription`, { plan });
    await box.moveTo('2026-05-11T00:00:00.000Z');
    await box.use(customer, 30, '2026-05-10T00:00:00.000Z');
    await box.moveTo('2026-06-02T00:00:00.000Z');
    expect(await box.invoices(customer)).toMatchObject([{ status: 'open', amountDue: 30 }]);
    await box.use(customer, 5000, '2026-06-01T20:00:00.000Z');
    await box.moveTo('2026-07-02T00:00:00.000Z');
    const invoices = await box.invoices(customer);
    expect(invoices.map(({ status, amountPaid }) => [status, amountPaid])).toEqual([
      ['paid', 5000],
      ['paid', 30],
    ]);
    const { data } = (await box.http.get(`/invoices/${invoices[1].id}/payments`)).body;
    expect(data).toMatchObject([{ amount: 5030, invoices: [{ applied: 30 }, { applied: 5000 }] }]);
  });
});
