import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { startStripeServer } from './start';
import { chargeOff, customerWith, refusal, sdk, useStripe } from './testing/fixture';

const fixture = useStripe();

const names = async () =>
  (await fixture.settled()).map(({ event }) => (event.data.object as Stripe.Customer).name);

async function makeCustomers(count: number): Promise<string[]> {
  const made = Array.from({ length: count }, (_, n) => `customer ${n}`);
  for (const name of made) await fixture.stripe.customers.create({ name });
  return made;
}

describe('deliveries', () => {
  test('are repeated, byte for byte, until the receiver takes them', async () => {
    fixture.answers.push(500, 404);
    const customer = await fixture.stripe.customers.create();
    const received = await fixture.settled();
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    const [event] = (await fixture.stripe.events.list({ type: 'customer.created' })).data;
    expect(event).toMatchObject({ pending_webhooks: 0, data: { object: { id: customer.id } } });
  });

  test('are lost when they are to be', async () => {
    await fixture.server.control('/webhooks', { drop: 1 });
    await makeCustomers(5);
    expect(await names()).toEqual([]);
    expect((await fixture.stripe.events.list()).data).toHaveLength(5);
  });

  test('come twice when they are to', async () => {
    await fixture.server.control('/webhooks', { duplicate: 1 });
    const made = await makeCustomers(3);
    expect((await names()).sort()).toEqual([...made, ...made].sort());
  });

  test('wait, and come in the order that is asked for', async () => {
    await fixture.server.control('/webhooks', { hold: true });
    const made = await makeCustomers(4);
    expect(await names()).toEqual([]);
    await fixture.server.control('/webhooks/flush', { order: 'reverse' });
    expect(await names()).toEqual(made.reverse());
  });

  test('are lost and doubled while they wait, too', async () => {
    await fixture.server.control('/webhooks', { hold: true, duplicate: 1 });
    const made = await makeCustomers(2);
    await fixture.server.control('/webhooks', { drop: 1 });
    await makeCustomers(2);
    await fixture.server.control('/webhooks/flush', { order: 'shuffle' });
    expect((await names()).sort()).toEqual([...made, ...made].sort());
  });

  test('come again when they are sent again', async () => {
    await makeCustomers(1);
    const [first] = await fixture.settled();
    await fixture.server.control(`/events/${first!.event.id}/redeliver`, {});
    expect((await fixture.settled()).map(({ event }) => event.id)).toEqual([
      first!.event.id,
      first!.event.id,
    ]);
  });

  test('name the request that caused them', async () => {
    await fixture.stripe.customers.create({}, { idempotencyKey: 'once' });
    const [received] = await fixture.settled();
    expect(received!.event.request).toEqual({ id: expect.stringMatching(/^req_/), idempotency_key: 'once' });
  });
});

describe('a fault', () => {
  const plan = (kind: string) =>
    fixture.server.control('/faults', { kind, operation: 'POST /v1/payment_intents' });
  const charges = async () => (await fixture.stripe.charges.list()).data.length;

  test.each(['timeout', 'error-after'])(
    'after the effect (%s) leaves it in place, for the key to find',
    async (kind) => {
      const payer = await customerWith(fixture, '4242424242424242');
      await plan(kind);
      const key = { idempotencyKey: `lost-${kind}`, timeout: 400 };
      expect((await refusal(chargeOff(fixture, payer, {}, key))).type).toMatch(
        /StripeConnectionError|StripeAPIError/,
      );
      expect(await charges()).toBe(1);
      expect((await chargeOff(fixture, payer, {}, key)).status).toBe('succeeded');
      expect(await charges()).toBe(1);
    },
  );

  test("is repeated away by the SDK's own retries, and charged once", async () => {
    const payer = await customerWith(fixture, '4242424242424242');
    await plan('disconnect');
    const patient = sdk(fixture.server, { maxNetworkRetries: 2 });
    expect((await chargeOff({ ...fixture, stripe: patient }, payer)).status).toBe('succeeded');
    expect(await charges()).toBe(1);
  });

  test.each([
    ['rate-limit', 429],
    ['error-before', 500],
  ])('before the effect (%s) leaves nothing', async (kind, statusCode) => {
    const payer = await customerWith(fixture, '4242424242424242');
    await plan(kind);
    expect(await refusal(chargeOff(fixture, payer))).toMatchObject({ statusCode });
    expect(await charges()).toBe(0);
  });

  test.each(['not-found', 'blank-error'])(
    'without an error key (%s) looks like a success to the SDK',
    async (kind) => {
      const payer = await customerWith(fixture, '4242424242424242');
      await plan(kind);
      const answer = await chargeOff(fixture, payer);
      expect([answer.object, answer.id]).toEqual([undefined, undefined]);
      expect(await charges()).toBe(0);
    },
  );

  test('that nobody knows is refused, and one of a call that nobody makes', async () => {
    await expect(plan('earthquake')).rejects.toThrow(/kind/);
    const misnamed = { kind: 'disconnect', operation: 'paymentIntents.create' };
    await expect(fixture.server.control('/faults', misnamed)).rejects.toThrow(/operation/);
  });
});

describe('a restart', () => {
  test('keeps cards, payments and answers to keys, and sends what was on its way', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stripe-state-'));
    const options = { stateFile: join(folder, 'state.jsonl'), webhookSecret: 'whsec_1' };
    try {
      const before = await startStripeServer({ ...options, webhookUrl: null });
      const here = { ...fixture, server: before, stripe: sdk(before) };
      const payer = await customerWith(here, '4242424242424242');
      const paid = await chargeOff(here, payer, {}, { idempotencyKey: 'before' });
      await before.close();
      // A process that was killed may leave half a line behind.
      writeFileSync(options.stateFile, '{"account":"acct_1","ki', { flag: 'a' });
      const { url } = await fixture.server.control<{ url: string }>('/webhooks');
      const after = await startStripeServer({ ...options, webhookUrl: url });
      const there = { ...fixture, server: after, stripe: sdk(after) };
      expect(await chargeOff(there, payer, {}, { idempotencyKey: 'before' })).toEqual(paid);
      expect((await there.stripe.charges.list()).data).toHaveLength(1);
      expect((await chargeOff(there, payer)).status).toBe('succeeded');
      await after.control('/webhooks/idle');
      expect(fixture.received.filter(({ event }) => event.type === 'payment_intent.succeeded')).toHaveLength(
        2,
      );
      await after.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
