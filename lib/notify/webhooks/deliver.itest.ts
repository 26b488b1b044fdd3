import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { type GivenProvider, givenCustomer, givenKey, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { startReceiver, type WebhookReceiver } from '@/lib/testing/webhook-receiver';
import { handleNextEvent } from '../handle-next-event';
import {
  createWebhookEndpoint,
  getWebhookDelivery,
  getWebhookEndpoint,
  listWebhookDeliveries,
  redeliverWebhook,
  rotateWebhookSecret,
  updateWebhookEndpoint,
} from '../index';
import { deliverDue } from './deliver-due';

process.env.WEBHOOKS_TO_PRIVATE = '1';
useRuntime();

let provider: GivenProvider;
let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(async () => {
  receiver.received.length = 0;
  receiver.answer(204);
  provider = await givenProvider();
});

async function tellAll(): Promise<void> {
  while (await handleNextEvent());
}

/** Lets time pass: what waits for its retry is due. */
async function makeDue(): Promise<void> {
  await runtime().pool.query(
    "UPDATE webhook_delivery SET next_attempt_at = now() - interval '1 second' WHERE next_attempt_at IS NOT NULL",
  );
}

const endpointOf = (events: string[] = ['*']) =>
  createWebhookEndpoint(provider.ctx, { url: receiver.url, events });
const log = async () => (await listWebhookDeliveries(provider.ctx, { limit: 100 })).data;

describe('an event', () => {
  it('reaches those who want it, as the whole public object, signed so that the reference library accepts it', async () => {
    const endpoint = await endpointOf(['customer.created']);
    await endpointOf(['invoice.paid']);
    const customer = await givenCustomer(provider.ctx, { name: 'Acme ₹' });
    await givenKey(provider.ctx, customer.id);
    await tellAll();
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
    const [{ body, headers }] = receiver.received as [(typeof receiver.received)[0]];
    const verified = new Webhook(endpoint.secret).verify(body, headers as Record<string, string>);
    expect(verified).toEqual({
      type: 'customer.created',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: expect.objectContaining({ id: customer.id, name: 'Acme ₹', email: customer.email }),
    });
    expect(headers['webhook-id']).toMatch(/^evt_/);
    expect(await log()).toMatchObject([
      { status: 'delivered', attempts: 1, lastStatusCode: 204, nextAttemptAt: null },
    ]);
  });

  it('of a key never holds its secret or its hash', async () => {
    await endpointOf(['key.created']);
    const customer = await givenCustomer(provider.ctx);
    const key = await givenKey(provider.ctx, customer.id);
    await tellAll();
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
    const { data } = JSON.parse(receiver.received[0]!.body);
    expect(data).toMatchObject({ id: key.id, last4: key.last4 });
    expect(Object.keys(data)).not.toEqual(expect.arrayContaining(['secret']));
    expect(receiver.received[0]!.body).not.toContain(key.secret);
  });

  it('that was rolled back is told to nobody', async () => {
    await endpointOf();
    await expect(
      givenCustomer(provider.ctx, { externalId: 'same' }).then(() =>
        givenCustomer(provider.ctx, { externalId: 'same' }),
      ),
    ).rejects.toThrow();
    await tellAll();
    await deliverDue();
    expect(receiver.received).toHaveLength(1);
  });

  it('is handed to one of many workers alone', async () => {
    await endpointOf(['customer.created']);
    await Promise.all(Array.from({ length: 12 }, () => givenCustomer(provider.ctx)));
    await Promise.all(Array.from({ length: 4 }, tellAll));
    await Promise.all(Array.from({ length: 4 }, () => deliverDue()));
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(12);
  });
});

describe('a delivery that fails', () => {
  it('is tried again with the same id and body, a new timestamp, until it is accepted', async () => {
    const { id } = await endpointOf(['customer.created']);
    receiver.answer(500);
    await givenCustomer(provider.ctx);
    await tellAll();
    await deliverDue();
    expect(await log()).toMatchObject([{ status: 'pending', attempts: 1, lastStatusCode: 500 }]);
    expect((await getWebhookEndpoint(provider.ctx, { id })).failingSince).not.toBeNull();
    await deliverDue();
    expect(receiver.received, 'nothing is due before its pause').toHaveLength(1);
    receiver.answer(200);
    await makeDue();
    await deliverDue();
    const [first, second] = receiver.received;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    const [delivery] = await log();
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 2 });
    const detail = await getWebhookDelivery(provider.ctx, { id: delivery!.id });
    expect(detail.payload).toBe(first?.body);
    expect(detail.log.map(({ number, statusCode }) => [number, statusCode])).toEqual([
      [2, 200],
      [1, 500],
    ]);
    expect(detail.log[1]).toMatchObject({ responseBody: 'so be it', error: null });
    expect((await getWebhookEndpoint(provider.ctx, { id })).failingSince).toBeNull();
  });

  it('ten times over three days ends there; the endpoint is disabled and its owners are told', async () => {
    const { id } = await endpointOf(['customer.created']);
    receiver.answer(503);
    await givenCustomer(provider.ctx);
    await givenCustomer(provider.ctx);
    await tellAll();
    for (let attempt = 1; attempt <= 9; attempt++) {
      await deliverDue();
      await makeDue();
    }
    expect((await getWebhookEndpoint(provider.ctx, { id })).status).toBe('enabled');
    await runtime().pool.query("UPDATE webhook_endpoint SET failing_since = now() - interval '74 hours'");
    await deliverDue();
    expect((await log()).map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(await getWebhookEndpoint(provider.ctx, { id })).toMatchObject({
      status: 'disabled',
      disabledReason: expect.stringContaining('three days'),
    });
    const { rows } = await runtime().pool.query(
      'SELECT recipient, template FROM mail WHERE provider_id = $1',
      [provider.ctx.provider.id],
    );
    expect(rows).toEqual([
      { recipient: provider.ctx.provider.slug ? expect.any(String) : '', template: 'endpoint-disabled' },
    ]);
    await givenCustomer(provider.ctx);
    await tellAll();
    expect(await log(), 'a disabled endpoint is sent nothing').toHaveLength(2);
    await expect(redeliverWebhook(provider.ctx, { id: (await log())[0]!.id })).rejects.toMatchObject({
      code: 'invalid_state',
    });
    await updateWebhookEndpoint(provider.ctx, { id, changes: { status: 'enabled' } });
    receiver.answer(200);
    await redeliverWebhook(provider.ctx, { id: (await log())[0]!.id });
    await deliverDue();
    expect((await log()).map(({ status }) => status)).toEqual(['delivered', 'failed']);
  });

  it('with 410 disables the endpoint at once', async () => {
    const { id } = await endpointOf(['customer.created']);
    receiver.answer(410);
    await givenCustomer(provider.ctx);
    await tellAll();
    await deliverDue();
    expect(await getWebhookEndpoint(provider.ctx, { id })).toMatchObject({ status: 'disabled' });
  });

  it.each([
    [
      'a redirect, which is not followed',
      (response: import('node:http').ServerResponse) =>
        response.writeHead(302, { location: receiver.url }).end(),
      { statusCode: 302 },
    ],
    [
      'an endless answer, of which the beginning is kept',
      (response: import('node:http').ServerResponse) => {
        response.writeHead(500);
        response.write('x'.repeat(200_000));
      },
      { statusCode: 500, responseBody: 'x'.repeat(4_000) },
    ],
    [
      'a connection that breaks',
      (response: import('node:http').ServerResponse) => response.destroy(),
      {
        statusCode: null,
        error: expect.stringContaining('broke the connection'),
      },
    ],
    ['silence', () => undefined, { statusCode: null, error: 'The endpoint did not answer in time.' }],
  ])('by %s', async (_, answer, expected) => {
    await endpointOf(['customer.created']);
    receiver.answer(answer as Parameters<WebhookReceiver['answer']>[0]);
    await givenCustomer(provider.ctx);
    await tellAll();
    await deliverDue({ patienceMs: 500 });
    const [delivery] = await log();
    expect(delivery?.status).toBe('pending');
    const detail = await getWebhookDelivery(provider.ctx, { id: delivery!.id });
    expect(detail.log).toMatchObject([expected]);
    expect(receiver.received).toHaveLength(1);
  });
});

describe('a secret', () => {
  it('that is rotated signs beside the new one until the overlap ends', async () => {
    const endpoint = await endpointOf(['customer.created']);
    const rotated = await rotateWebhookSecret(provider.ctx, { id: endpoint.id, overlapSeconds: 3600 });
    await givenCustomer(provider.ctx);
    await tellAll();
    await deliverDue();
    const [{ body, headers }] = receiver.received as [(typeof receiver.received)[0]];
    for (const secret of [endpoint.secret, rotated.secret]) {
      expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toBeTruthy();
    }
    await runtime().pool.query("UPDATE webhook_endpoint SET old_secret_until = now() - interval '1 second'");
    await redeliverWebhook(provider.ctx, { id: (await log())[0]!.id });
    await deliverDue();
    const last = receiver.received.at(-1)!;
    expect(
      new Webhook(rotated.secret).verify(last.body, last.headers as Record<string, string>),
    ).toBeTruthy();
    expect(() =>
      new Webhook(endpoint.secret).verify(last.body, last.headers as Record<string, string>),
    ).toThrow();
  });

  it('lies in the database sealed', async () => {
    const { id, secret } = await endpointOf();
    const { rows } = await runtime().pool.query('SELECT secret FROM webhook_endpoint WHERE id = $1', [id]);
    expect(rows[0].secret.toString('latin1')).not.toContain(secret.slice(6));
  });
});
