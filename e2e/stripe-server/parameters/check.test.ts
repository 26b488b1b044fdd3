import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { refusal, sdk, useStripe } from '../testing/fixture';

/* What callers get wrong is told as Stripe tells it, with the real SDK over HTTP. */

const fixture = useStripe();

/** Parameters that TypeScript would not have let through. */
const untyped = (params: object) => params as never;

describe('a parameter', () => {
  test.each([
    ['misspelt', { amuont: 1, amount: 5000, currency: 'inr' }, 'parameter_unknown', 'amuont'],
    [
      'gone from this version',
      { amount: 5000, currency: 'inr', payment_method_types: ['card'] },
      'parameter_unknown',
      'payment_method_types',
    ],
    [
      'unknown inside another',
      { amount: 5000, currency: 'inr', automatic_payment_methods: { enabled: true, redirects: 'never' } },
      'parameter_unknown',
      'automatic_payment_methods[redirects]',
    ],
    ['missing', { currency: 'inr' }, 'parameter_missing', 'amount'],
    ['not whole', { amount: 50.5, currency: 'inr' }, 'parameter_invalid_integer', 'amount'],
    ['not a number', { amount: 'much', currency: 'inr' }, 'parameter_invalid_integer', 'amount'],
    [
      'not one of its values',
      { amount: 5000, currency: 'inr', capture_method: 'soon' },
      undefined,
      'capture_method',
    ],
    ['not of its type', { amount: 5000, currency: 'inr', confirm: 'perhaps' }, undefined, 'confirm'],
    ['a currency that there is not', { amount: 5000, currency: 'xqz' }, undefined, 'currency'],
  ])('that is %s is the 400 that names it', async (_name, params, code, param) => {
    const error = await refusal(fixture.stripe.paymentIntents.create(untyped(params)));
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect(error).toMatchObject({ statusCode: 400, rawType: 'invalid_request_error', code, param });
    expect(error.requestId).toMatch(/^req_/);
  });

  test('of a list is checked too', async () => {
    const error = await refusal(fixture.stripe.charges.list(untyped({ costumer: 'cus_1' })));
    expect(error).toMatchObject({ code: 'parameter_unknown', param: 'costumer' });
  });

  test('in a list of things is named by its place', async () => {
    const price_data = { currency: 'inr', unit_amount: 5000, product_data: { title: 'x' } };
    const params = {
      mode: 'payment',
      success_url: 'https://a.example',
      line_items: [{ price_data, quantity: 1 }],
    };
    const error = await refusal(fixture.stripe.checkout.sessions.create(untyped(params)));
    expect(error.param).toMatch(/^line_items\[0\]\[price_data\]\[product_data\]/);
  });

  test('keeps text that looks like a number, in metadata and names', async () => {
    const customer = await fixture.stripe.customers.create({
      name: '007',
      metadata: { invoice: '0042', attempt: 3 },
    });
    expect(customer).toMatchObject({ name: '007', metadata: { invoice: '0042', attempt: '3' } });
    const changed = await fixture.stripe.customers.update(customer.id, {
      metadata: { invoice: '', more: 'ok' },
    });
    expect(changed.metadata).toEqual({ attempt: '3', more: 'ok' });
  });
});

describe('an amount', () => {
  test.each([
    ['inr', 49, 'amount_too_small'],
    ['usd', 49, 'amount_too_small'],
    ['gbp', 29, 'amount_too_small'],
    ['jpy', 49, 'amount_too_small'],
    ['usd', 100_000_000, 'amount_too_large'],
    ['kwd', 5_001, 'parameter_invalid_integer'],
    ['inr', 0, 'parameter_invalid_integer'],
    ['inr', -5000, 'parameter_invalid_integer'],
  ])('that cannot be charged is refused: %s %i', async (currency, amount, code) => {
    const error = await refusal(fixture.stripe.paymentIntents.create({ amount, currency }));
    expect(error).toMatchObject({ statusCode: 400, code, param: 'amount' });
  });

  test.each([
    ['inr', 50],
    ['gbp', 30],
    ['jpy', 50],
    ['usd', 99_999_999],
    ['inr', 999_999_999],
    ['kwd', 5_120],
  ])('at the bound is taken: %s %i', async (currency, amount) => {
    expect((await fixture.stripe.paymentIntents.create({ amount, currency })).amount).toBe(amount);
  });
});

describe('a request is refused', () => {
  test.each(['sk_live_abcdefghijkl', 'pk_test_abcdefghijkl', 'nonsense'])('with the key %s', async (key) => {
    const error = await refusal(sdk(fixture.server, {}, key).customers.list());
    expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(error.message).not.toContain(key);
  });

  test('of another API version', async () => {
    const old = sdk(fixture.server, { apiVersion: '2020-08-27' as never });
    expect((await refusal(old.customers.list())).message).toContain('Invalid Stripe API version: 2020-08-27');
  });

  test('for an object that there is not: 404 in the path, 400 in a parameter', async () => {
    const { stripe } = fixture;
    expect(await refusal(stripe.paymentIntents.retrieve('pi_1'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such payment_intent: 'pi_1'",
    });
    expect(await refusal(stripe.refunds.create({ charge: 'ch_1' }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'charge',
    });
  });

  test('for an address that there is not', async () => {
    const error = await refusal(fixture.stripe.subscriptions.list());
    expect(error).toMatchObject({ statusCode: 404, rawType: 'invalid_request_error' });
    expect(error.message).toContain('Unrecognized request URL (GET: /v1/subscriptions)');
  });

  test('with a card number in it', async () => {
    const card = { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123' };
    const error = await refusal(fixture.stripe.paymentMethods.create({ type: 'card', card }));
    expect(error.message).toContain('Sending credit card numbers directly');
  });
});

describe('a list', () => {
  test('goes from the newest on, in pages, to its end and back', async () => {
    const { stripe } = fixture;
    const made: string[] = [];
    for (let n = 0; n < 7; n += 1) made.unshift((await stripe.customers.create({ name: `${n}` })).id);
    const first = await stripe.customers.list({ limit: 3 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([made.slice(0, 3), true]);
    const last = await stripe.customers.list({ limit: 3, starting_after: made[5]! });
    expect([last.data.map(({ id }) => id), last.has_more]).toEqual([made.slice(6), false]);
    const back = await stripe.customers.list({ limit: 2, ending_before: made[4]! });
    expect([back.data.map(({ id }) => id), back.has_more]).toEqual([made.slice(2, 4), true]);
    const all: string[] = [];
    for await (const { id } of stripe.customers.list({ limit: 2 })) all.push(id);
    expect(all).toEqual(made);
  });

  test('keeps to the time that was asked for', async () => {
    const { stripe, server } = fixture;
    const early = await stripe.customers.create();
    await server.control('/clock', { offsetSeconds: 3600 });
    const late = await stripe.customers.create();
    const ids = async (created: Stripe.RangeQueryParam) =>
      (await stripe.customers.list({ created })).data.map(({ id }) => id);
    expect(await ids({ gt: early.created })).toEqual([late.id]);
    expect(await ids({ gte: early.created, lt: late.created })).toEqual([early.id]);
  });

  test('is refused beyond its bounds', async () => {
    expect(await refusal(fixture.stripe.customers.list({ limit: 101 }))).toMatchObject({ param: 'limit' });
    expect(await refusal(fixture.stripe.customers.list({ starting_after: 'cus_1' }))).toMatchObject({
      param: 'starting_after',
    });
  });
});
