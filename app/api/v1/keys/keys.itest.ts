import { beforeAll, describe, expect, it } from 'vitest';
import { hashSecret, parseSecret } from '@/lib/keys';
import { type GivenProvider, givenCustomer, givenKey, givenProvider } from '@/lib/testing/factories';
import { readKeyRow } from '@/lib/testing/rows';
import { useRuntime } from '@/lib/testing/runtime';
import { api } from '../../testing/call-api';

useRuntime();

let provider: GivenProvider;
let client: ReturnType<typeof api>;
let customerId: string;

beforeAll(async () => {
  provider = await givenProvider();
  client = api(provider.secretKey);
  customerId = (await givenCustomer(provider.ctx)).id;
});

describe('POST /customers/{id}/keys', () => {
  it('201: shows the secret once, in the promised form, with settings or without', async () => {
    const bare = await client.post(`/customers/${customerId}/keys`, {});
    expect(bare.status).toBe(201);
    expect(bare.body.id).toMatch(/^key_/);
    expect(parseSecret(bare.body.secret)).toEqual({ prefix: 'sk', mode: 'live' });
    expect(bare.body.last4).toBe(bare.body.secret.slice(-4));
    expect(bare.body.secret.startsWith(bare.body.prefix)).toBe(true);
    expect(bare.body).toMatchObject({
      customer: customerId,
      name: '',
      status: 'active',
      scopes: [],
      ipAllowList: [],
      rateLimit: null,
      quota: null,
      spendLimit: null,
      expiresAt: null,
      revokedAt: null,
    });
    const settings = {
      name: 'Production',
      scopes: ['forecast:read', 'alerts:*'],
      expiresAt: '2030-01-01T00:00:00.000Z',
      ipAllowList: ['203.0.113.0/24', '2001:db8::/32', '198.51.100.7'],
      rateLimit: { limit: 10, windowSeconds: 60, burst: 20 },
      quota: { limit: 1000 },
      spendLimit: 50_000,
    };
    expect((await client.post(`/customers/${customerId}/keys`, settings)).body).toMatchObject(settings);
  });

  it('201: stores the hash alone, and no answer ever holds it', async () => {
    const { body } = await client.post(`/customers/${customerId}/keys`, {});
    const row = await readKeyRow(body.id);
    expect(row.hash).toBe(Buffer.from(hashSecret(body.secret)).toString('hex'));
    expect(Object.values(row).map(String)).not.toContain(body.secret);
    const read = await client.get(`/keys/${body.id}`);
    expect(Object.keys(read.body)).not.toContain('hash');
    expect(Object.keys(read.body)).not.toContain('secret');
  });

  it('201: the sandbox’s keys say test, and the provider’s own prefix leads', async () => {
    const own = await givenProvider({ keyPrefix: 'wx' });
    const customer = await givenCustomer(own.sandbox);
    const key = await givenKey(own.sandbox, customer.id);
    expect(key.secret).toMatch(/^wx_test_/);
  });

  it('201: a bare number stands for a quota’s limit', async () => {
    const { body } = await client.post(`/customers/${customerId}/keys`, { quota: 7 });
    expect(body.quota).toEqual({ limit: 7 });
  });

  it.each([
    ['ipAllowList[0]', { ipAllowList: ['10.0.0.0/33'] }],
    ['ipAllowList[1]', { ipAllowList: ['10.0.0.1', 'localhost'] }],
    ['ipAllowList[0]', { ipAllowList: ['2001:db8::/129'] }],
    ['scopes[0]', { scopes: ['two words'] }],
    ['expiresAt', { expiresAt: 'tomorrow' }],
    ['rateLimit.limit', { rateLimit: { limit: 0, windowSeconds: 60 } }],
    ['rateLimit.windowSeconds', { rateLimit: { limit: 1 } }],
    ['spendLimit', { spendLimit: 1.5 }],
    ['secret', { secret: 'sk_live_mine' }],
  ])('422: names %s', async (path, body) => {
    const answer = await client.post(`/customers/${customerId}/keys`, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(path);
  });

  it('404: for a customer that is none', async () => {
    expect((await client.post('/customers/ext:nobody/keys', {})).status).toBe(404);
  });
});

describe('GET /customers/{id}/keys', () => {
  it('200: newest first, revoked ones among them, page by page', async () => {
    const { id } = await givenCustomer(provider.ctx);
    const keys = [];
    for (let i = 0; i < 3; i++)
      keys.push((await client.post(`/customers/${id}/keys`, { name: `${i}` })).body);
    await client.delete(`/keys/${keys[0].id}`);
    const first = await client.get(`/customers/${id}/keys?limit=2`);
    const second = await client.get(`/customers/${id}/keys?limit=2&cursor=${first.body.nextCursor}`);
    const all = [...first.body.data, ...second.body.data];
    expect(all.map((key) => key.id)).toEqual(keys.map((key) => key.id).reverse());
    expect(all.map((key) => key.status)).toEqual(['active', 'active', 'revoked']);
    expect(second.body.nextCursor).toBeNull();
  });
});

describe('PATCH /keys/{id}', () => {
  it('200: changes what is given, null lifts a limit, the secret stays', async () => {
    const key = await givenKey(provider.ctx, customerId, {
      rateLimit: { limit: 5, windowSeconds: 1 },
      spendLimit: 9,
    });
    const { status, body } = await client.patch(`/keys/${key.id}`, {
      name: 'New',
      rateLimit: null,
      spendLimit: null,
      expiresAt: '2031-01-01T00:00:00Z',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'New',
      rateLimit: null,
      spendLimit: null,
      last4: key.last4,
      expiresAt: '2031-01-01T00:00:00.000Z',
    });
  });

  it('200: a key whose expiry is moved into the past is expired', async () => {
    const key = await givenKey(provider.ctx, customerId);
    const { body } = await client.patch(`/keys/${key.id}`, { expiresAt: '2020-01-01T00:00:00Z' });
    expect(body.status).toBe('expired');
  });

  it('409: a revoked key stays as it is', async () => {
    const key = await givenKey(provider.ctx, customerId);
    await client.delete(`/keys/${key.id}`);
    expect((await client.patch(`/keys/${key.id}`, { name: 'x' })).body.code).toBe('invalid_state');
  });
});

describe('POST /keys/{id}/rotate', () => {
  it('200: a new secret with the same settings; without grace the old one ends at once', async () => {
    const settings = {
      name: 'Prod',
      scopes: ['a:b'],
      ipAllowList: ['10.0.0.0/8'],
      quota: { limit: 5 },
      spendLimit: 7,
    };
    const old = await givenKey(provider.ctx, customerId, settings);
    const { status, body } = await client.post(`/keys/${old.id}/rotate`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...settings, customer: customerId, status: 'active' });
    expect(body.secret).not.toBe(old.secret);
    expect((await client.get(`/keys/${old.id}`)).body).toMatchObject({
      status: 'revoked',
      rotatedTo: body.id,
    });
  });

  it('200: with a grace the old one lives until its end, but never longer than it would have', async () => {
    const old = await givenKey(provider.ctx, customerId);
    await client.post(`/keys/${old.id}/rotate`, { graceSeconds: 3600 });
    const { body } = await client.get(`/keys/${old.id}`);
    expect(body.status).toBe('active');
    expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.parse(old.createdAt) + 3_500_000);
    const soon = new Date(Date.parse(old.createdAt) + 60_000).toISOString();
    const short = await givenKey(provider.ctx, customerId, { expiresAt: soon });
    await client.post(`/keys/${short.id}/rotate`, { graceSeconds: 3600 });
    expect((await client.get(`/keys/${short.id}`)).body.expiresAt).toBe(soon);
  });

  it('409: of two rotations at once one wins; a rotated, revoked or expired key cannot be rotated', async () => {
    const key = await givenKey(provider.ctx, customerId);
    const rotate = () => client.post(`/keys/${key.id}/rotate`, { graceSeconds: 60 });
    const answers = await Promise.all([rotate(), rotate(), rotate()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await client.delete(`/keys/${key.id}`);
    expect((await rotate()).status).toBe(409);
    const expired = await givenKey(provider.ctx, customerId, { expiresAt: '2020-01-01T00:00:00Z' });
    expect((await client.post(`/keys/${expired.id}/rotate`)).status).toBe(409);
  });

  it.each([{ graceSeconds: -1 }, { graceSeconds: 0.5 }, { grace: 1 }])('422: %j', async (body) => {
    const key = await givenKey(provider.ctx, customerId);
    expect((await client.post(`/keys/${key.id}/rotate`, body)).status).toBe(422);
  });
});

describe('DELETE /keys/{id}', () => {
  it('200: revokes; revoking again changes nothing and is recorded once', async () => {
    const key = await givenKey(provider.ctx, customerId);
    const first = await client.delete(`/keys/${key.id}`);
    expect(first.body).toMatchObject({ id: key.id, status: 'revoked' });
    const second = await client.delete(`/keys/${key.id}`);
    expect(second.body).toEqual(first.body);
    const { body } = await client.get('/audit?action=key.revoked');
    expect(body.data.filter((entry: { targetId: string }) => entry.targetId === key.id)).toHaveLength(1);
  });
});
