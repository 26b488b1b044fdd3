import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { refusal, useStripe } from './testing/fixture';

const fixture = useStripe();

const CARD = { number: '4242 4242 4242 4242', expiry: '12 / 40', cvc: '123', name: 'A Payer' };

/** Sends a form as a browser would. */
async function submit(url: string, form: Record<string, string>) {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  const location = answer.headers.get('location');
  return {
    status: answer.status,
    location: location && new URL(location, url).href,
    text: await answer.text(),
  };
}

const pay = (params: Partial<Stripe.Checkout.SessionCreateParams> = {}, currency = 'inr') =>
  fixture.stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: 'https://shop.example/done?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://shop.example/back',
    line_items: [
      { quantity: 1, price_data: { currency, unit_amount: 49_900, product_data: { name: 'Invoice <1>' } } },
    ],
    payment_intent_data: { metadata: { invoice: 'inv_1' } },
    ...params,
  });

const setUp = (customer: string) =>
  fixture.stripe.checkout.sessions.create({
    mode: 'setup',
    customer,
    currency: 'inr',
    success_url: 'https://shop.example/done',
    setup_intent_data: { metadata: { customer: 'ours' } },
  });

const types = async () => (await fixture.settled()).map(({ event }) => event.type);

describe('the page of a payment', () => {
  test('says what is paid, plainly that it is simulated, and escapes what it shows', async () => {
    const page = await (await fetch((await pay()).url as string)).text();
    expect(page).toContain('Simulated Stripe');
    expect(page).toContain('₹499.00');
    expect(page).toContain('Invoice &#60;1&#62;');
  });

  test('pays, once, and goes back to the shop', async () => {
    const { stripe } = fixture;
    const { id, url } = await pay();
    const first = await submit(url as string, CARD);
    expect(first).toMatchObject({ status: 303, location: `https://shop.example/done?session=${id}` });
    expect((await submit(url as string, CARD)).text).toContain('has been completed');
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent', 'line_items'] });
    expect(session).toMatchObject({ status: 'complete', payment_status: 'paid', amount_total: 49_900 });
    expect(session.payment_intent).toMatchObject({ status: 'succeeded', metadata: { invoice: 'inv_1' } });
    expect(session.line_items?.data[0]?.description).toBe('Invoice <1>');
    expect((await stripe.charges.list()).data).toHaveLength(1);
    expect(await types()).toContain('checkout.session.completed');
  });

  test.each([
    [{ number: '4000000000000002' }, 'Your card was declined.'],
    [{ number: '4242424242424241' }, 'Your card number is invalid.'],
    [{ number: '4111111111111111' }, 'non test card'],
    [{ expiry: '01 / 20' }, 'in the past'],
    [{ expiry: '13 / 40' }, 'expiration date is invalid'],
    [{ cvc: '1' }, 'security code is incomplete'],
  ])('says why %o is refused and can be tried again', async (wrong, reason) => {
    const { id, url } = await pay();
    const refused = await submit(url as string, { ...CARD, ...wrong });
    expect([refused.status, refused.text.includes(reason)]).toEqual([402, true]);
    expect((await fixture.stripe.checkout.sessions.retrieve(id)).status).toBe('open');
    expect((await submit(url as string, CARD)).status).toBe(303);
    expect((await fixture.stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  test("asks the bank's question, and comes back to the form when it is answered badly", async () => {
    const { id, url } = await pay();
    const card = { ...CARD, number: '4000002500003155' };
    const challenge = await submit(url as string, card);
    expect(challenge.location).toMatch(/\/c\/authenticate\/pi_/);
    const failed = await submit(challenge.location as string, { answer: 'fail' });
    expect(failed.location).toBe(url);
    expect(await (await fetch(url as string)).text()).toContain('unable to authenticate');
    const again = await submit(url as string, card);
    const approved = await submit(again.location as string, { answer: 'approve' });
    expect(approved.location).toBe(`https://shop.example/done?session=${id}`);
    expect((await fixture.stripe.checkout.sessions.retrieve(id)).payment_status).toBe('paid');
  });

  test('takes UPI in rupees: at once, later, or not', async () => {
    const { stripe, server } = fixture;
    const { id, url } = await pay();
    expect((await submit(url as string, { method: 'upi-fail' })).status).toBe(402);
    expect((await submit(url as string, { method: 'upi-pending' })).status).toBe(303);
    const pending = await stripe.checkout.sessions.retrieve(id);
    expect(pending).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
    await server.control(`/payment_intents/${pending.payment_intent}/settle`, { outcome: 'succeeded' });
    expect((await stripe.checkout.sessions.retrieve(id)).payment_status).toBe('paid');
    expect(await types()).toContain('checkout.session.async_payment_succeeded');
    const dollars = await (await fetch((await pay({}, 'usd')).url as string)).text();
    expect(dollars).not.toContain('UPI');
  });

  test('is closed once it has expired', async () => {
    const { id, url } = await pay();
    await fixture.stripe.checkout.sessions.expire(id);
    expect((await submit(url as string, CARD)).status).toBe(410);
    expect((await refusal(fixture.stripe.checkout.sessions.expire(id))).statusCode).toBe(400);
    expect((await fixture.stripe.charges.list()).data).toEqual([]);
    const { id: other } = await pay();
    await fixture.server.control('/clock', { offsetSeconds: 25 * 3600 });
    expect((await fixture.stripe.checkout.sessions.retrieve(other)).status).toBe('expired');
  });
});

describe('the page of a set-up', () => {
  test('keeps the card for its customer without charging it', async () => {
    const { stripe } = fixture;
    const { id: customer } = await stripe.customers.create();
    const { id, url } = await setUp(customer);
    expect((await submit(url as string, CARD)).location).toBe('https://shop.example/done');
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['setup_intent'] });
    const setup = session.setup_intent as Stripe.SetupIntent;
    expect(setup).toMatchObject({ status: 'succeeded', customer, metadata: { customer: 'ours' } });
    const methods = (await stripe.customers.listPaymentMethods(customer)).data;
    expect(methods.map((method) => method.id)).toEqual([setup.payment_method]);
    expect(methods[0]?.card).toMatchObject({ last4: '4242', exp_month: 12, exp_year: 2040 });
    expect((await stripe.charges.list()).data).toEqual([]);
    expect(await types()).toEqual(
      expect.arrayContaining([
        'setup_intent.succeeded',
        'payment_method.attached',
        'checkout.session.completed',
      ]),
    );
  });

  test.each(['4000000000000002', '4000000000009995'])('declines %s here already', async (number) => {
    const { id: customer } = await fixture.stripe.customers.create();
    const { url } = await setUp(customer);
    expect((await submit(url as string, { ...CARD, number })).status).toBe(402);
    expect((await fixture.stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
    expect(await types()).toContain('setup_intent.setup_failed');
  });
});

describe('the page of a connection', () => {
  const query = { client_id: 'ca_TollgateLocalStripe0000000000', response_type: 'code', state: 's1' };
  const at = (more: Record<string, string>) =>
    `${fixture.server.url}/oauth/authorize?${new URLSearchParams({ ...query, redirect_uri: 'https://shop.example/c', ...more })}`;

  test('gives a code for the account, or says that its owner refused', async () => {
    const agreed = new URL((await submit(at({}), { answer: 'connect' })).location as string);
    expect([agreed.origin, agreed.searchParams.get('state')]).toEqual(['https://shop.example', 's1']);
    const code = agreed.searchParams.get('code') as string;
    const token = await fixture.stripe.oauth.token({ grant_type: 'authorization_code', code });
    expect(token.stripe_user_id).toMatch(/^acct_/);
    const denied = new URL((await submit(at({}), { answer: 'deny' })).location as string);
    expect(denied.searchParams.get('error')).toBe('access_denied');
  });

  test.each([
    [{ client_id: 'ca_other' }],
    [{ redirect_uri: 'javascript:alert(1)' }],
    [{ response_type: 'token' }],
  ])('goes nowhere with %o', async (wrong) => {
    expect((await submit(at(wrong), { answer: 'connect' })).status).toBe(400);
  });
});
