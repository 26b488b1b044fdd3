import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { chargeOff, customerWith, refusal, SECRET, useStripe } from './testing/fixture';

/* What stand-ins for Stripe have been seen to get wrong, with the real SDK over HTTP. */

const fixture = useStripe();

describe('never more is refunded than was captured', () => {
  test('in one refund', async () => {
    const { stripe } = fixture;
    const intent = await chargeOff(fixture, await customerWith(fixture, '4242424242424242'));
    const error = await refusal(stripe.refunds.create({ payment_intent: intent.id, amount: 49_901 }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect(error).toMatchObject({ statusCode: 400, param: 'amount' });
    expect(error.message).toContain('greater than unrefunded amount on charge');
    expect((await stripe.refunds.list()).data).toEqual([]);
  });

  test('in several, to the last unit', async () => {
    const { stripe } = fixture;
    const intent = await chargeOff(fixture, await customerWith(fixture, '4242424242424242'));
    await stripe.refunds.create({ payment_intent: intent.id, amount: 20_000 });
    await refusal(stripe.refunds.create({ payment_intent: intent.id, amount: 29_901 }));
    await stripe.refunds.create({ payment_intent: intent.id });
    const error = await refusal(stripe.refunds.create({ payment_intent: intent.id, amount: 1 }));
    expect(error.code).toBe('charge_already_refunded');
    const charge = await stripe.charges.retrieve(intent.latest_charge as string, { expand: ['refunds'] });
    expect(charge).toMatchObject({ amount_refunded: 49_900, refunded: true });
    expect(charge.refunds?.data.map(({ amount }) => amount)).toEqual([29_900, 20_000]);
  });
});

describe('an idempotency key', () => {
  test('charges once, however often it is repeated', async () => {
    const payer = await customerWith(fixture, '4242424242424242');
    const first = await chargeOff(fixture, payer, {}, { idempotencyKey: 'invoice-1-attempt-1' });
    const again = await chargeOff(fixture, payer, {}, { idempotencyKey: 'invoice-1-attempt-1' });
    expect(again).toEqual(first);
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect((await fixture.stripe.charges.list()).data).toHaveLength(1);
  });

  test('repeats a decline and does not try again', async () => {
    const payer = await customerWith(fixture, '4000000000000341');
    const key = { idempotencyKey: 'invoice-2-attempt-1' };
    const first = await refusal(chargeOff(fixture, payer, {}, key));
    const again = await refusal(chargeOff(fixture, payer, {}, key));
    expect(again).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(again.raw).toMatchObject({ charge: (first as Stripe.errors.StripeCardError).charge });
    expect((await fixture.stripe.charges.list()).data).toHaveLength(1);
  });

  test('is refused with other parameters', async () => {
    const payer = await customerWith(fixture, '4242424242424242');
    const key = { idempotencyKey: 'invoice-3-attempt-1' };
    await chargeOff(fixture, payer, {}, key);
    const error = await refusal(chargeOff(fixture, payer, { amount: 50_000 }, key));
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(error.statusCode).toBe(400);
  });

  test('is refused while its first request is under way', async () => {
    const payer = await customerWith(fixture, '4242424242424242');
    await fixture.server.control('/faults', { kind: 'slow', operation: 'POST /v1/payment_intents', ms: 300 });
    const key = { idempotencyKey: 'invoice-4-attempt-1' };
    const ends = await Promise.allSettled([
      chargeOff(fixture, payer, {}, key),
      chargeOff(fixture, payer, {}, key),
    ]);
    const refused = ends.filter((end) => end.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    expect((await fixture.stripe.charges.list()).data).toHaveLength(1);
  });

  test('is free again after parameters that made no sense', async () => {
    const payer = await customerWith(fixture, '4242424242424242');
    const key = { idempotencyKey: 'invoice-5-attempt-1' };
    await refusal(chargeOff(fixture, payer, { amuont: 1 } as object, key));
    expect((await chargeOff(fixture, payer, {}, key)).status).toBe('succeeded');
  });
});

describe('a webhook', () => {
  test("passes the SDK's check with the secret as it stands", async () => {
    await fixture.stripe.customers.create({ name: 'Zoë ₹' });
    const [delivery] = await fixture.settled();
    const { webhooks } = fixture.stripe;
    const event = webhooks.constructEvent(delivery!.body, delivery!.signature, SECRET);
    expect(event.type).toBe('customer.created');
    const stripped = SECRET.replace('whsec_', '');
    expect(() => webhooks.constructEvent(delivery!.body, delivery!.signature, stripped)).toThrow();
    const decoded = Buffer.from(stripped, 'base64').toString('utf8');
    expect(() => webhooks.constructEvent(delivery!.body, delivery!.signature, decoded)).toThrow();
  });
});

describe('a card that must be declined is declined', () => {
  test.each([
    ['4000000000000002', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'card_declined', 'insufficient_funds'],
    ['4000000000009987', 'card_declined', 'lost_card'],
    ['4000000000009979', 'card_declined', 'stolen_card'],
    ['4000000000000069', 'expired_card', 'expired_card'],
    ['4000000000000127', 'incorrect_cvc', 'incorrect_cvc'],
    ['4000000000000119', 'processing_error', 'processing_error'],
  ])('%s, when it is attached and when it is charged', async (number, code, declineCode) => {
    const { stripe, server } = fixture;
    const customer = await stripe.customers.create();
    const { id: card } = await server.control<{ id: string }>('/payment_methods', { number });
    const attaching = await refusal(stripe.paymentMethods.attach(card, { customer: customer.id }));
    expect(attaching).toMatchObject({ statusCode: 402, code, decline_code: declineCode });
    const charging = await refusal(chargeOff(fixture, { customer: customer.id, card }));
    expect(charging).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(charging).toMatchObject({ statusCode: 402, code, decline_code: declineCode });
    const [intent] = (await stripe.paymentIntents.list()).data;
    expect(intent).toMatchObject({ status: 'requires_payment_method', amount_received: 0 });
    expect(intent?.last_payment_error).toMatchObject({ code, decline_code: declineCode });
  });
});
