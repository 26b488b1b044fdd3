import { beforeAll, describe, expect, it } from 'vitest';
import { handleNextEvent } from '@/lib/notify/handle-next-event';
import { type GivenProvider, givenCustomer, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { api } from '../../testing/call-api';

useRuntime();

let provider: GivenProvider;
let client: ReturnType<typeof api>;
let stranger: ReturnType<typeof api>;

beforeAll(async () => {
  provider = await givenProvider();
  client = api(provider.secretKey);
  stranger = api((await givenProvider()).secretKey);
});

const input = { url: 'https://hooks.example.com/tollgate', events: ['invoice.paid', 'invoice.paid'] };

describe('POST /webhook-endpoints', () => {
  it('201: shows the secret once', async () => {
    const made = await client.post('/webhook-endpoints', input);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      id: expect.stringMatching(/^whk_/),
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      url: input.url,
      events: ['invoice.paid'],
      status: 'enabled',
    });
    const read = await client.get(`/webhook-endpoints/${made.body.id}`);
    const { secret, ...rest } = made.body;
    expect(read.body).toEqual(rest);
    expect(JSON.stringify((await client.get('/webhook-endpoints')).body)).not.toContain(secret);
  });

  it.each([
    ['url', { ...input, url: 'ftp://example.com' }],
    ['url', { ...input, url: 'https://user:password@example.com' }],
    ['url', { ...input, url: 'http://example.com' }],
    ['url', { ...input, url: 'https://10.0.0.1' }],
    ['events', { ...input, events: [] }],
    ['events[0]', { ...input, events: ['invoice.eaten'] }],
    ['secret', { ...input, secret: 'whsec_mine' }],
  ])('422: names %s', async (path, body) => {
    const refused = await client.post('/webhook-endpoints', body);
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  it('401: without a secret', async () => {
    expect((await api().post('/webhook-endpoints', input)).status).toBe(401);
  });
});

describe('an endpoint', () => {
  it('200: is changed, disabled, enabled, its secret rotated, deleted', async () => {
    const { body: made } = await client.post('/webhook-endpoints', input);
    const path = `/webhook-endpoints/${made.id}`;
    expect((await client.patch(path, { events: ['*', 'invoice.paid'] })).body.events).toEqual(['*']);
    expect((await client.patch(path, { status: 'disabled' })).body.status).toBe('disabled');
    expect((await client.patch(path, { status: 'enabled' })).body.status).toBe('enabled');
    const rotated = await client.post(`${path}/rotate-secret`, {});
    expect(rotated.status).toBe(200);
    expect(rotated.body.secret).not.toBe(made.secret);
    expect(Date.parse(rotated.body.oldSecretUntil)).toBeGreaterThan(Date.now());
    expect(
      (await client.post(`${path}/rotate-secret`, { overlapSeconds: 0 })).body.oldSecretUntil,
    ).toBeNull();
    expect((await client.delete(path)).body).toEqual({ id: made.id, deleted: true });
    expect((await client.get(path)).status).toBe(404);
    expect((await client.delete(path)).status).toBe(404);
  });

  it('404: of another provider, for everything', async () => {
    const { body: made } = await client.post('/webhook-endpoints', {
      ...input,
      events: ['customer.created'],
    });
    await givenCustomer(provider.ctx);
    while (await handleNextEvent());
    const { body: deliveries } = await client.get(`/webhook-deliveries?endpoint=${made.id}`);
    const delivery = `/webhook-deliveries/${deliveries.data[0].id}`;
    const path = `/webhook-endpoints/${made.id}`;
    expect((await client.get(delivery)).status).toBe(200);
    const answers = await Promise.all([
      stranger.get(path),
      stranger.patch(path, { status: 'disabled' }),
      stranger.delete(path),
      stranger.post(`${path}/rotate-secret`, {}),
      stranger.get(delivery),
      stranger.post(`${delivery}/redeliver`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await stranger.get('/webhook-deliveries')).body.data).toEqual([]);
    expect((await stranger.get(`/webhook-deliveries?endpoint=${made.id}`)).body.data).toEqual([]);
    expect((await stranger.get('/webhook-endpoints')).body.data).toEqual([]);
    expect((await client.get(path)).body.status).toBe('enabled');
  });
});

describe('GET /webhook-deliveries', () => {
  it('200: by endpoint, status and type, page by page', async () => {
    const own = await givenProvider();
    const caller = api(own.secretKey);
    const { body: made } = await caller.post('/webhook-endpoints', { ...input, events: ['*'] });
    for (let count = 0; count < 3; count++) await givenCustomer(own.ctx);
    while (await handleNextEvent());
    const page = await caller.get('/webhook-deliveries?limit=2&type=customer.created&status=pending');
    expect(page.body.data).toMatchObject([
      { endpoint: made.id, type: 'customer.created', status: 'pending', attempts: 0 },
      { endpoint: made.id },
    ]);
    const rest = await caller.get(`/webhook-deliveries?limit=2&cursor=${page.body.nextCursor}`);
    expect(rest.body.data).toHaveLength(1);
    expect((await caller.get('/webhook-deliveries?status=failed')).body.data).toEqual([]);
    expect((await caller.get('/webhook-deliveries?type=nothing')).status).toBe(422);
  });

  it('409: what was meant for a deleted endpoint is not sent again', async () => {
    const own = await givenProvider();
    const caller = api(own.secretKey);
    const { body: made } = await caller.post('/webhook-endpoints', { ...input, events: ['*'] });
    await givenCustomer(own.ctx);
    while (await handleNextEvent());
    await caller.delete(`/webhook-endpoints/${made.id}`);
    const { body } = await caller.get('/webhook-deliveries');
    expect(body.data).toMatchObject([{ status: 'failed', nextAttemptAt: null }]);
    expect((await caller.post(`/webhook-deliveries/${body.data[0].id}/redeliver`)).status).toBe(409);
  });
});
