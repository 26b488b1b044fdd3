import { beforeAll, describe, expect, it } from 'vitest';
import { createSecretKey, revokeSecretKey } from '@/lib/tenants';
import {
  type GivenProvider,
  givenCustomer,
  givenKey,
  givenPlan,
  givenProvider,
  uniqueText,
} from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { type ApiAnswer, api } from '../testing/call-api';
import { GET as getUnknown, POST as postUnknown } from './[...rest]/route';

/* What holds for every path outside the hot path: who may call, what is refused and how, what a repeat does. */

useRuntime();

let provider: GivenProvider;
let client: ReturnType<typeof api>;

beforeAll(async () => {
  provider = await givenProvider();
  client = api(provider.secretKey);
});

const CUSTOMER = { name: 'Acme', email: 'ops@acme.example' };

describe('401', () => {
  it.each([
    ['no secret', undefined],
    ['a well-formed unknown secret', `tg_live_${'0'.repeat(38)}`],
    ['a customer’s key', 'sk_live_x'],
    ['text', 'hello'],
  ])('%s is refused in the same words', async (_, secret) => {
    const { status, body, headers } = await api(secret).get('/customers');
    expect(status).toBe(401);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(body).toMatchObject({ code: 'unauthorized', status: 401 });
    expect(body.requestId).toBe(headers.get('x-request-id'));
  });

  it('a revoked and an expired secret key end', async () => {
    const revoked = await createSecretKey(provider.ctx, { name: 'old' });
    expect((await api(revoked.secret).get('/plans')).status).toBe(200);
    await revokeSecretKey(provider.ctx, { id: revoked.id });
    const expired = await createSecretKey(provider.ctx, { expiresAt: '2020-01-01T00:00:00Z' });
    await expect
      .poll(async () => (await api(revoked.secret).get('/plans')).status, { timeout: 250 })
      .toBe(401);
    expect((await api(expired.secret).get('/plans')).status).toBe(401);
  });
});

describe('404', () => {
  it('another provider’s ids, and the sandbox’s, answer exactly like missing ones', async () => {
    const other = await givenProvider();
    const foreign = await thingsOf(other, other.secretKey);
    const sandboxed = await thingsOf(provider, provider.sandboxSecretKey);
    for (const request of requestsTo({ customer: 'cus_0', externalId: 'none', key: 'key_0', plan: 'none' })) {
      const missing = await send(request);
      expect(missing.status).toBe(404);
      for (const things of [foreign, sandboxed]) {
        const path = requestsTo(things).find((other) => other.name === request.name);
        const answer = await send(path ?? request);
        expect([request.name, withoutRequestId(answer)]).toEqual([request.name, withoutRequestId(missing)]);
      }
    }
  });

  it('lists show nothing of another provider', async () => {
    const other = await givenProvider();
    const things = await thingsOf(other, other.secretKey);
    const mine = api((await givenProvider()).secretKey);
    for (const path of ['/customers', '/plans']) expect((await mine.get(path)).body.data).toEqual([]);
    const audit = JSON.stringify((await mine.get('/audit?limit=100')).body);
    expect(audit).not.toContain(things.customer);
  });

  it('a path that is none is a problem document, whatever the method', async () => {
    for (const handler of [getUnknown, postUnknown]) {
      const response = await handler();
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toMatchObject({ code: 'not_found' });
    }
  });

  async function thingsOf(owner: GivenProvider, secret: string): Promise<Things> {
    const ctx = secret === owner.secretKey ? owner.ctx : owner.sandbox;
    const customer = await givenCustomer(ctx);
    const key = await givenKey(ctx, customer.id);
    const plan = await givenPlan(ctx);
    return { customer: customer.id, externalId: `${customer.externalId}`, key: key.id, plan: plan.slug };
  }

  interface Things {
    customer: string;
    externalId: string;
    key: string;
    plan: string;
  }

  interface Sendable {
    name: string;
    method: 'get' | 'post' | 'put' | 'patch' | 'delete';
    path: string;
    body?: unknown;
  }

  function requestsTo({ customer, externalId, key, plan }: Things): Sendable[] {
    const forCustomer = [`/customers/${customer}`, `/customers/ext:${externalId}`].flatMap((path, index) => [
      { name: `get ${index}`, method: 'get' as const, path },
      { name: `patch ${index}`, method: 'patch' as const, path, body: { name: 'x' } },
      { name: `delete ${index}`, method: 'delete' as const, path },
      { name: `suspend ${index}`, method: 'post' as const, path: `${path}/suspend` },
      { name: `reactivate ${index}`, method: 'post' as const, path: `${path}/reactivate` },
      { name: `budget ${index}`, method: 'put' as const, path: `${path}/budget`, body: { amount: 1 } },
      { name: `keys ${index}`, method: 'get' as const, path: `${path}/keys` },
      { name: `new key ${index}`, method: 'post' as const, path: `${path}/keys`, body: {} },
    ]);
    return [
      ...forCustomer,
      { name: 'get key', method: 'get', path: `/keys/${key}` },
      { name: 'patch key', method: 'patch', path: `/keys/${key}`, body: { name: 'x' } },
      { name: 'rotate', method: 'post', path: `/keys/${key}/rotate`, body: {} },
      { name: 'revoke', method: 'delete', path: `/keys/${key}` },
      { name: 'get plan', method: 'get', path: `/plans/${plan}` },
      { name: 'patch plan', method: 'patch', path: `/plans/${plan}`, body: { name: 'x' } },
      { name: 'versions', method: 'get', path: `/plans/${plan}/versions` },
      { name: 'new version', method: 'post', path: `/plans/${plan}/versions`, body: {} },
      {
        name: 'migrate',
        method: 'post',
        path: `/plans/${plan}/migrate`,
        body: { toVersion: 1, when: 'now' },
      },
      { name: 'archive', method: 'post', path: `/plans/${plan}/archive` },
    ];
  }

  const send = ({ method, path, body }: Sendable): Promise<ApiAnswer> =>
    method === 'get' ? client.get(path) : client[method](path, body);

  const withoutRequestId = ({ status, body }: ApiAnswer) => ({ status, body: { ...body, requestId: '' } });
});

describe('400, 405, 413', () => {
  it('400: a body that is not JSON', async () => {
    const { status, body } = await client.post('/customers', '{"name":');
    expect([status, body.code]).toEqual([400, 'malformed']);
  });

  it('422: JSON that is no object', async () => {
    for (const body of ['null', '[]', '"x"', '7']) {
      expect((await client.post('/customers', body)).status).toBe(422);
    }
  });

  it('405: a method that the path does not take names those it does', async () => {
    const { status, body, headers } = await client.delete('/customers');
    expect([status, body.code, headers.get('allow')]).toEqual([405, 'method_not_allowed', 'GET, POST']);
  });

  it('413: a body beyond a megabyte', async () => {
    const { status } = await client.post('/customers', {
      ...CUSTOMER,
      metadata: { x: 'x'.repeat(1_100_000) },
    });
    expect(status).toBe(413);
  });

  it('201: JSON is read whatever type it is declared as, as clients forget to', async () => {
    const { status } = await client.post('/customers', CUSTOMER, { 'content-type': 'text/plain' });
    expect(status).toBe(201);
  });
});

describe('Idempotency-Key', () => {
  const keyed = (key: string) => ({ 'idempotency-key': key });
  const count = async (search: string) => (await client.get(`/customers?search=${search}`)).body.data.length;

  it('the same key and body replay the first answer and do nothing', async () => {
    const key = uniqueText('key');
    const name = uniqueText('once');
    const first = await client.post('/customers', { ...CUSTOMER, name }, keyed(key));
    const again = await client.post('/customers', { ...CUSTOMER, name }, keyed(key));
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await count(name)).toBe(1);
  });

  it('409: the same key with another body, or on another path', async () => {
    const key = uniqueText('key');
    const { body: customer } = await client.post('/customers', CUSTOMER, keyed(key));
    const otherBody = await client.post('/customers', { ...CUSTOMER, name: 'Other' }, keyed(key));
    const otherPath = await client.post(`/customers/${customer.id}/suspend`, undefined, keyed(key));
    for (const { status, body } of [otherBody, otherPath]) {
      expect([status, body.code]).toEqual([409, 'idempotency_mismatch']);
    }
  });

  it('ten at once with one key do it once and all get the one answer', async () => {
    const key = uniqueText('key');
    const name = uniqueText('storm');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => client.post('/customers', { ...CUSTOMER, name }, keyed(key))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await count(name)).toBe(1);
  });

  it('an error is not kept: the corrected request may use the same key', async () => {
    const key = uniqueText('key');
    expect((await client.post('/customers', { name: 'x' }, keyed(key))).status).toBe(422);
    expect((await client.post('/customers', CUSTOMER, keyed(key))).status).toBe(201);
  });

  it('one provider’s key says nothing about another’s', async () => {
    const key = uniqueText('key');
    await client.post('/customers', CUSTOMER, keyed(key));
    const other = api((await givenProvider()).secretKey);
    const { status, headers } = await other.post('/customers', CUSTOMER, keyed(key));
    expect([status, headers.get('idempotency-replayed')]).toEqual([201, null]);
  });

  it('a replayed key creation shows the same secret, so a lost answer loses no key', async () => {
    const { id } = await givenCustomer(provider.ctx);
    const key = uniqueText('key');
    const first = await client.post(`/customers/${id}/keys`, {}, keyed(key));
    const again = await client.post(`/customers/${id}/keys`, {}, keyed(key));
    expect(again.body.secret).toBe(first.body.secret);
    expect((await client.get(`/customers/${id}/keys`)).body.data).toHaveLength(1);
  });
});
