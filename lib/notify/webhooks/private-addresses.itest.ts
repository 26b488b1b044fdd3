import type { LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { type GivenProvider, givenCustomer, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { startReceiver, type WebhookReceiver } from '@/lib/testing/webhook-receiver';
import { handleNextEvent } from '../handle-next-event';
import { createWebhookEndpoint, getWebhookDelivery, listWebhookDeliveries } from '../index';
import { deliverDue } from './deliver-due';
import { sendRequest } from './send-request';

useRuntime();

let provider: GivenProvider;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startReceiver();
  provider = await givenProvider();
});
afterAll(() => receiver.close());

describe('an endpoint', () => {
  it.each([
    ['http://hooks.example.com', 'https_required'],
    ['https://127.0.0.1/hook', 'private_address'],
    ['https://localhost:8443/hook', 'private_address'],
    ['https://[::ffff:10.0.0.1]/', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://0x7f.1/', 'private_address'],
  ])('at %s is refused with %s', async (url, code) => {
    await expect(createWebhookEndpoint(provider.ctx, { url, events: ['*'] })).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ path: 'url', code }],
    });
  });

  it('of a sandbox may use http, but no private address either', async () => {
    const made = await createWebhookEndpoint(provider.sandbox, {
      url: 'http://hooks.example.com',
      events: ['*'],
    });
    expect(made.status).toBe('enabled');
    await expect(
      createWebhookEndpoint(provider.sandbox, { url: receiver.url, events: ['*'] }),
    ).rejects.toMatchObject({ fields: [{ code: 'private_address' }] });
  });
});

describe('a delivery', () => {
  it('to a name that answers with a public address first and a private one later goes nowhere', async () => {
    const { port } = new URL(receiver.url);
    let asked = 0;
    const rebinding: LookupFunction = (_, __, callback) =>
      callback(null, [{ address: asked++ === 0 ? '192.0.2.1' : '127.0.0.1', family: 4 }]);
    const url = `http://hooks.example.com:${port}/hook`;
    for (let attempt = 0; attempt < 3; attempt++) {
      const sent = await sendRequest(
        url,
        { headers: {}, body: '{}' },
        { toPrivate: false, resolve: rebinding },
      );
      expect(sent).toEqual({
        statusCode: null,
        responseBody: null,
        error: 'hooks.example.com leads to a private address.',
      });
    }
    expect(asked).toBe(3);
    expect(receiver.received).toEqual([]);
  });

  it('connects to the address that was checked, whatever the name says the next time', async () => {
    const { port } = new URL(receiver.url);
    let asked = 0;
    const resolve: LookupFunction = (_, __, callback) => {
      asked++;
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    };
    const url = `http://hooks.example.com:${port}/hook`;
    const sent = await sendRequest(url, { headers: {}, body: '{}' }, { toPrivate: true, resolve });
    expect(sent.statusCode).toBe(204);
    expect(asked).toBe(1);
    expect(receiver.received.pop()?.headers.host).toBe(`hooks.example.com:${port}`);
  });

  it('is checked when it is sent, too: an address that was written down otherwise is not connected to', async () => {
    const endpoint = await createWebhookEndpoint(provider.ctx, {
      url: 'https://hooks.example.com',
      events: ['customer.created'],
    });
    for (const url of [receiver.url.replace('http:', 'https:'), receiver.url]) {
      await runtime().pool.query('UPDATE webhook_endpoint SET url = $2 WHERE id = $1', [endpoint.id, url]);
      await givenCustomer(provider.ctx);
      while (await handleNextEvent());
      await deliverDue();
      const [delivery] = (await listWebhookDeliveries(provider.ctx, { limit: 1 })).data;
      const { log } = await getWebhookDelivery(provider.ctx, { id: delivery!.id });
      expect(log[0]?.error).toMatch(/private address|Only https/);
    }
    expect(receiver.received).toEqual([]);
  });
});
