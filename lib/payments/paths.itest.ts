import { describe, expect, it } from 'vitest';
import { api } from '@/app/api/testing/call-api';
import { signUpCustomer, startPlan } from '@/lib/auth';
import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { stripe } from '@/lib/infra/stripe';
import type { Sandbox } from '@/lib/testing/billing-fixture';
import { givenPlan, givenProvider, uniqueText } from '@/lib/testing/factories';
import { enterCard, givenPayer, usePayments } from '@/lib/testing/payments-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { collectInvoice } from './charge/charge-invoice';
import { connectStripe, finishCheckout, requireCard, startCardSetup } from './index';

useRuntime();
const payments = usePayments();

const START = '2026-05-01T00:00:00.000Z';
const GOOD = '4242424242424242';
const MUST_CONFIRM = '4000002760003184';
const REFUND_FAILS = '4000000000005126';
const RETURN_URL = 'http://localhost:3000/back?session={CHECKOUT_SESSION_ID}';

async function eventsOf(ctx: Context, type: string) {
  const sql = 'SELECT facts FROM domain_event WHERE provider_id = $1 AND type = $2 ORDER BY id';
  const { rows } = await runtime().pool.query(sql, [ctx.provider.id, type]);
  return rows.map(({ facts }) => facts);
}

/** Of Stripe's, the newest method that the customer has. */
async function stripeMethodOf(ctx: Context, customer: string): Promise<string> {
  const sql =
    'SELECT stripe_id FROM payment_method WHERE provider_id = $1 AND customer_id = $2 ORDER BY id DESC';
  const { rows } = await runtime().pool.query(sql, [ctx.provider.id, customer]);
  return rows[0].stripe_id;
}

const cardsOf = async (box: Sandbox, customer: string) =>
  (await box.http.get(`/customers/${customer}/payment-methods`)).body.data;

describe('a decline that forbids another try', () => {
  it('is not tried again by itself, and stops access all the same', async () => {
    const { box, customer } = await givenPayer(payments, START, MUST_CONFIRM);
    await box.http.post(`/customers/${customer}/subscription`, { plan: await box.plan({ basePrice: '9' }) });
    const did = await box.moveTo('2026-05-28T00:00:00.000Z');
    expect(did.filter(({ what }) => what === 'payment_failed')).toHaveLength(1);
    expect(did.map(({ what }) => what)).toContain('access_stopped');
    const [failed, ...more] = await eventsOf(box.provider.sandbox, 'invoice.payment_failed');
    expect(failed).toMatchObject({ reason: 'authentication_required', nextAttemptAt: null });
    expect(more).toEqual([]);
  });
});

describe('a trial', () => {
  it('that ends with a card is charged at that instant; without one it waits to be paid by hand', async () => {
    const { box, customer } = await givenPayer(payments, START, GOOD);
    const plan = await box.plan({ basePrice: '499', trialDays: 7 });
    await box.http.post(`/customers/${customer}/subscription`, { plan });
    const cardless = await box.subscribe(plan);
    await box.moveTo('2026-05-07T00:00:00.000Z');
    expect([await box.invoices(customer), await box.invoices(cardless)]).toEqual([[], []]);
    const did = await box.moveTo('2026-05-10T00:00:00.000Z');
    const charged = did.filter(({ what }) => what === 'invoice_charged');
    expect(charged.map(({ at }) => at.slice(0, 10))).toEqual(['2026-05-08']);
    expect(await box.invoices(customer)).toMatchObject([{ status: 'paid', amountPaid: 49_900 }]);
    expect(await box.invoices(cardless)).toMatchObject([{ status: 'open', amountDue: 49_900 }]);
    const status = async (id: string) => (await box.http.get(`/customers/${id}/subscription`)).body.status;
    expect([await status(customer), await status(cardless)]).toEqual(['active', 'active']);
    await enterCard(payments, box, cardless, GOOD);
    await box.moveTo('2026-05-10T00:00:00.000Z');
    expect(await box.invoices(cardless)).toMatchObject([{ status: 'paid' }]);
  });
});

describe('cards', () => {
  it('follow what their bank says, and are gone when Stripe does not hold them any more', async () => {
    const { box, customer } = await givenPayer(payments, START, GOOD);
    const id = await stripeMethodOf(box.provider.sandbox, customer);
    const [before] = await cardsOf(box, customer);
    await payments.server.control(`/payment_methods/${id}/expire`, {});
    await payments.told();
    const [after] = await cardsOf(box, customer);
    expect(after).toMatchObject({ id: before.id, isDefault: true });
    expect(after.expYear).toBeLessThan(before.expYear);
    await stripe('test').paymentMethods.detach(id);
    await payments.told();
    expect(await cardsOf(box, customer)).toEqual([]);
  });

  it('warn once before they expire', async () => {
    const { box, customer } = await givenPayer(payments, START, GOOD);
    await box.moveTo('2040-12-01T23:59:59.000Z');
    expect(await eventsOf(box.provider.sandbox, 'payment_method.expiring')).toEqual([]);
    await box.moveTo('2040-12-02T00:00:00.000Z');
    await box.moveTo('2040-12-20T00:00:00.000Z');
    expect(await cardsOf(box, customer)).toMatchObject([{ expiresSoon: true, isExpired: false }]);
    const warned = await eventsOf(box.provider.sandbox, 'payment_method.expiring');
    expect(warned).toEqual([{ brand: 'visa', last4: '4242', expMonth: 12, expYear: 2040 }]);
  });
});

describe('a refund that fails at the bank', () => {
  it('may be given back again, and no more than came in', async () => {
    const { box, customer } = await givenPayer(payments, START, REFUND_FAILS);
    await box.http.post(`/customers/${customer}/subscription`, {
      plan: await box.plan({ basePrice: '100' }),
    });
    await box.moveTo(START);
    const [{ id }] = await box.invoices(customer);
    const note = { amount: 4_000, reason: 'Outage', refund: true };
    expect((await box.http.post(`/invoices/${id}/credit-notes`, note)).status).toBe(201);
    await box.moveTo(START);
    const payment = async () => (await box.http.get(`/invoices/${id}/payments`)).body.data[0];
    expect((await payment()).amountRefunded).toBe(4_000);
    const intent = (await payment()).stripePaymentIntent;
    const [refund] = (await payments.objects('refund')).filter((one) => one.payment_intent === intent);
    await payments.server.control(`/refunds/${refund.id}/settle`, { outcome: 'failed' });
    await payments.told();
    expect((await payment()).amountRefunded).toBe(0);
  });
});

describe('a plan that needs a card', () => {
  it('starts, with the first key, once there is a card; the provider needs none', async () => {
    const { ctx, secretKey } = await givenProvider();
    const plan = await givenPlan(ctx, { basePrice: '499', requiresCard: true });
    const visitor: Context = { ...ctx, actor: { kind: 'visitor', id: 'visitor', name: 'Visitor' } };
    const { userId, customerId, key } = await signUpCustomer(visitor, {
      ...{ plan: plan.slug, name: 'Acme', email: `${uniqueText('cto')}@example.com` },
      ...{ password: 'correct horse battery', country: 'IN', state: 'Karnataka', address: null },
    });
    expect(key).toBeNull();
    const person = { kind: 'customer_member', id: userId, name: 'Acme', role: 'owner', customerId } as const;
    const owner: Context = { ...ctx, actor: person };
    const choice = { customer: customerId, plan: plan.slug };
    await expect(startPlan(owner, choice)).rejects.toMatchObject({ code: 'invalid_state' });
    const { session } = await startCardSetup(owner, { customer: customerId, returnUrl: RETURN_URL });
    await payments.server.control(`/checkout/sessions/${session}/complete`, { number: GOOD });
    await finishCheckout(owner, { session });
    const started = await Promise.allSettled([startPlan(owner, choice), startPlan(owner, choice)]);
    expect(started.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const http = api(secretKey);
    expect((await http.get(`/customers/${customerId}/keys`)).body.data).toHaveLength(1);
    const other = (await http.post('/customers', { name: 'B', email: 'b@b.example' })).body.id;
    // Once the plan has ended it is started again with the key that is there.
    expect((await http.delete(`/customers/${customerId}/subscription?when=now`)).status).toBe(200);
    expect(await startPlan(owner, choice)).toBeNull();
    expect((await http.get(`/customers/${customerId}/subscription`)).body.status).toBe('active');
    expect((await http.get(`/customers/${customerId}/keys`)).body.data).toHaveLength(1);
    const given = await http.post(`/customers/${other}/subscription`, { plan: plan.slug });
    expect(given.status).toBe(201);
    await expect(requireCard(ctx, { customer: other, plan: plan.slug })).resolves.toBeUndefined();
  });
});

describe('a provider with a Stripe account of its own', () => {
  it('has every call on it, from the first card to the last refund, until it cuts the connection', async () => {
    const { ctx, secretKey } = await givenProvider();
    const http = api(secretKey);
    const settings = async () => (await http.get('/payment-settings')).body.stripe;
    await connectStripe(ctx, { returnUrl: 'http://localhost:3000/dashboard/payments' });
    const { account, chargesEnabled } = await settings();
    expect([account, chargesEnabled]).toEqual([expect.stringMatching(/^acct_/), false]);
    await payments.server.control(`/accounts/${account}/onboard`, {});
    await payments.told();
    expect((await settings()).chargesEnabled).toBe(true);

    const seen = (await payments.server.control<unknown[]>('/calls')).length;
    const { id } = (await http.post('/customers', { name: 'A', email: 'a@a.example' })).body;
    const setup = await http.post(`/customers/${id}/payment-methods`, { returnUrl: RETURN_URL });
    const page = `/checkout/sessions/${setup.body.session}/complete?account=${account}`;
    await payments.server.control(page, { number: GOOD });
    await payments.told();
    const plan = await givenPlan(ctx, { basePrice: '100' });
    await http.post(`/customers/${id}/subscription`, { plan: plan.slug });
    const [invoice] = (await http.get(`/invoices?customer=${id}`)).body.data;
    expect((await http.post(`/invoices/${invoice.id}/pay`, {})).body.status).toBe('paid');
    await payments.told();
    type Call = { operation: string; account: string };
    const own = (await payments.server.control<Call[]>('/calls')).slice(seen);
    expect(own.map(({ operation }) => operation)).toContain('POST /v1/payment_intents');
    expect(own.filter((call) => call.account !== account)).toEqual([]);

    await payments.server.control(`/accounts/${account}/deauthorize`, {});
    await payments.told();
    expect(await settings()).toMatchObject({ account: null, disconnectedAt: expect.any(String) });
    expect((await http.get(`/customers/${id}/payment-methods`)).body.data).toEqual([]);

    // The card went with the account: its customer pays by hand, and is not pursued as one whose card fails.
    const larger = await givenPlan(ctx, { basePrice: '300' });
    await http.patch(`/customers/${id}/subscription`, { plan: larger.slug });
    const [latest] = (await http.get(`/invoices?customer=${id}&status=open`)).body.data;
    expect(await collectInvoice(ctx, { invoice: latest.id })).toMatchObject({
      kind: 'no_card',
      hadOne: false,
    });
    expect((await http.get(`/customers/${id}/subscription`)).body.status).toBe('active');
  });
});
