import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { chargeOff, customerWith, refusal, useStripe } from './testing/fixture';

const fixture = useStripe();

const types = async () => (await fixture.settled()).map(({ event }) => event.type).sort();

describe('a charge without its payer', () => {
  test('that works is a succeeded intent, a paid charge, a movement of the balance, and their events', async () => {
    const { stripe } = fixture;
    const payer = await customerWith(fixture, '4242424242424242');
    const intent = await chargeOff(fixture, payer, {
      metadata: { invoice: 'inv_1' },
      expand: ['latest_charge.balance_transaction', 'customer'],
    });
    expect(intent).toMatchObject({
      status: 'succeeded',
      amount_received: 49_900,
      metadata: { invoice: 'inv_1' },
    });
    expect(intent.customer).toMatchObject({ id: payer.customer, object: 'customer' });
    const charge = intent.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({
      status: 'succeeded',
      paid: true,
      payment_intent: intent.id,
      amount: 49_900,
    });
    expect(charge.balance_transaction).toMatchObject({ amount: 49_900, currency: 'inr', type: 'charge' });
    const sent = await types();
    expect(sent).toEqual(
      ['charge.succeeded', 'customer.created', 'payment_intent.created', 'payment_intent.succeeded'].concat(
        'payment_method.attached',
      ),
    );
    expect((await stripe.paymentIntents.list({ customer: payer.customer })).data[0]?.id).toBe(intent.id);
  });

  test('of a card that fails later is declined, and tells so in the intent, the error and an event', async () => {
    const payer = await customerWith(fixture, '4000000000000341');
    const error = (await refusal(chargeOff(fixture, payer))) as Stripe.errors.StripeCardError;
    expect(error).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'generic_decline' });
    expect(error.payment_intent).toMatchObject({
      object: 'payment_intent',
      status: 'requires_payment_method',
    });
    expect(error.payment_method).toMatchObject({ id: payer.card });
    const charge = await fixture.stripe.charges.retrieve(error.charge as string);
    expect(charge).toMatchObject({ status: 'failed', paid: false, failure_code: 'card_declined' });
    expect(await types()).toContain('payment_intent.payment_failed');
    const [later] = await Promise.all([
      fixture.stripe.paymentIntents.confirm(error.payment_intent!.id, {
        payment_method: 'pm_card_visa',
        off_session: true,
      }),
    ]);
    expect(later).toMatchObject({ status: 'succeeded', last_payment_error: null });
  });

  test.each([
    ['4000002500003155', 'not set up', 'authentication_required'],
    ['4000002760003184', 'that asks always', 'authentication_required'],
  ])('of %s, %s, asks for its payer', async (number, _name, code) => {
    const error = await refusal(chargeOff(fixture, await customerWith(fixture, number)));
    expect(error).toMatchObject({ statusCode: 402, code, decline_code: code });
  });

  test('of a card that was set up with its payer works', async () => {
    const { stripe, server } = fixture;
    const customer = await stripe.customers.create();
    const { id: card } = await server.control<{ id: string }>('/payment_methods', {
      number: '4000002500003155',
    });
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      payment_method: card,
      confirm: true,
      return_url: 'https://shop.example/back',
    });
    expect(setup.status).toBe('requires_action');
    await server.control(`/intents/${setup.id}/authenticate`, { approve: true });
    expect((await chargeOff(fixture, { customer: customer.id, card })).status).toBe('succeeded');
  });

  test('of an expired card is declined', async () => {
    const payer = await customerWith(fixture, '4242424242424242');
    await fixture.server.control(`/payment_methods/${payer.card}/expire`, {});
    expect(await refusal(chargeOff(fixture, payer))).toMatchObject({ code: 'expired_card' });
    expect(await types()).toContain('payment_method.updated');
  });

  test("never uses another customer's card, nor a removed one", async () => {
    const payer = await customerWith(fixture, '4242424242424242');
    const other = await fixture.stripe.customers.create();
    expect((await refusal(chargeOff(fixture, { ...payer, customer: other.id }))).statusCode).toBe(400);
    await fixture.stripe.paymentMethods.detach(payer.card);
    expect((await refusal(chargeOff(fixture, payer))).message).toContain('detached from a Customer');
    expect((await fixture.stripe.charges.list()).data).toEqual([]);
  });

  test('is not repeated by confirming what has succeeded', async () => {
    const intent = await chargeOff(fixture, await customerWith(fixture, '4242424242424242'));
    const error = await refusal(fixture.stripe.paymentIntents.confirm(intent.id));
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    expect((await fixture.stripe.charges.list()).data).toHaveLength(1);
  });
});

describe('a payment that takes its time', () => {
  const slow = async () => {
    const intent = await chargeOff(fixture, await slowPayer());
    expect(intent).toMatchObject({ status: 'processing', amount_received: 0 });
    return intent.id;
  };
  const slowPayer = async () => {
    const { stripe, server } = fixture;
    const { id: customer } = await stripe.customers.create();
    const session = await stripe.checkout.sessions.create({
      mode: 'setup',
      customer,
      currency: 'inr',
      success_url: 'https://shop.example/done',
    });
    await server.control(`/checkout/sessions/${session.id}/complete`, {
      number: '4000003560000123',
      approve: true,
    });
    const [method] = (await stripe.customers.listPaymentMethods(customer)).data;
    return { customer, card: method!.id };
  };

  test('ends well, or not, when the bank has decided', async () => {
    const { stripe, server } = fixture;
    const good = await slow();
    await server.control(`/payment_intents/${good}/settle`, { outcome: 'succeeded' });
    expect((await stripe.paymentIntents.retrieve(good)).status).toBe('succeeded');
    const bad = await slow();
    await server.control(`/payment_intents/${bad}/settle`, {
      outcome: 'failed',
      declineCode: 'insufficient_funds',
    });
    expect(await stripe.paymentIntents.retrieve(bad)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code: 'insufficient_funds' },
    });
    expect(await types()).toEqual(
      expect.arrayContaining(['payment_intent.processing', 'payment_intent.succeeded']),
    );
  });

  test('ends by itself after 26 hours of the simulated clock', async () => {
    const id = await slow();
    await fixture.server.control('/clock', { offsetSeconds: 25 * 3600 });
    expect((await fixture.stripe.paymentIntents.retrieve(id)).status).toBe('processing');
    await fixture.server.control('/clock', { offsetSeconds: 27 * 3600 });
    expect((await fixture.stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
  });

  test('cannot be cancelled meanwhile', async () => {
    const error = await refusal(fixture.stripe.paymentIntents.cancel(await slow()));
    expect(error.code).toBe('payment_intent_unexpected_state');
  });
});

describe('refunds and disputes', () => {
  test('a refund that fails gives the charge its amount back', async () => {
    const { stripe, server } = fixture;
    const intent = await chargeOff(fixture, await customerWith(fixture, '4000000000005126'));
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 9_900 });
    expect(refund.status).toBe('succeeded');
    await server.control(`/refunds/${refund.id}/settle`, { outcome: 'failed' });
    const charge = await stripe.charges.retrieve(intent.latest_charge as string);
    expect(charge).toMatchObject({ amount_refunded: 0, refunded: false });
    expect(await types()).toEqual(expect.arrayContaining(['charge.refunded', 'refund.failed']));
  });

  test('a dispute takes the money, keeps refunds away, and gives it back when won', async () => {
    const { stripe, server } = fixture;
    const intent = await chargeOff(fixture, await customerWith(fixture, '4000000000000259'));
    const [dispute] = (await stripe.disputes.list({ payment_intent: intent.id })).data;
    expect(dispute).toMatchObject({ status: 'needs_response', amount: 49_900, reason: 'fraudulent' });
    expect(await refusal(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: 'charge_disputed',
    });
    await server.control(`/disputes/${dispute!.id}/close`, { status: 'won' });
    expect(
      (await stripe.disputes.retrieve(dispute!.id)).balance_transactions.map(({ amount }) => amount),
    ).toEqual([-49_900, 49_900]);
    expect(await types()).toEqual(
      expect.arrayContaining([
        'charge.dispute.created',
        'charge.dispute.funds_withdrawn',
        'charge.dispute.closed',
        'charge.dispute.funds_reinstated',
      ]),
    );
  });

  test('a declined charge cannot be refunded', async () => {
    const error = (await refusal(
      chargeOff(fixture, await customerWith(fixture, '4000000000000341')),
    )) as Stripe.errors.StripeCardError;
    expect(
      (await refusal(fixture.stripe.refunds.create({ charge: error.charge as string }))).statusCode,
    ).toBe(400);
  });
});

describe('a connected account', () => {
  test('has objects of its own, events that name it, and is refused once it has left', async () => {
    const { stripe, server } = fixture;
    const { code } = await server.control<{ code: string }>('/oauth/authorize', {});
    const token = await stripe.oauth.token({ grant_type: 'authorization_code', code });
    const stripeAccount = token.stripe_user_id as string;
    const again = await refusal(stripe.oauth.token({ grant_type: 'authorization_code', code }));
    expect(again).toBeInstanceOf(Stripe.errors.StripeInvalidGrantError);
    const customer = await stripe.customers.create({ name: 'theirs' }, { stripeAccount });
    expect(await refusal(stripe.customers.retrieve(customer.id))).toMatchObject({ statusCode: 404 });
    expect(await stripe.customers.retrieve(customer.id, undefined, { stripeAccount })).toMatchObject({
      name: 'theirs',
    });
    const events = await fixture.settled();
    expect(events.find(({ event }) => event.type === 'customer.created')?.event.account).toBe(stripeAccount);
    await stripe.oauth.deauthorize({
      client_id: 'ca_TollgateLocalStripe0000000000',
      stripe_user_id: stripeAccount,
    });
    const refused = await refusal(stripe.customers.list({}, { stripeAccount }));
    expect(refused).toMatchObject({ statusCode: 403, code: 'account_invalid' });
    const last = (await fixture.settled()).at(-1)?.event;
    expect(last).toMatchObject({ type: 'account.application.deauthorized', account: stripeAccount });
  });

  test('made by the platform can be charged on once its owner has given the details', async () => {
    const { stripe } = fixture;
    const account = await stripe.accounts.create({ country: 'IN', email: 'owner@weathernow.example' });
    expect(account.charges_enabled).toBe(false);
    const link = await stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      return_url: 'https://shop.example/back',
      refresh_url: 'https://shop.example/again',
    });
    const body = new URLSearchParams({ answer: 'complete' });
    const answer = await fetch(link.url, { method: 'POST', body, redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://shop.example/back']);
    expect((await stripe.accounts.retrieve(account.id)).charges_enabled).toBe(true);
    expect(await types()).toContain('account.updated');
    expect((await fetch(link.url)).status).toBe(410);
  });
});
