import { beforeAll, describe, expect, it } from 'vitest';
import {
  type GivenProvider,
  givenCustomer,
  givenKey,
  givenPlan,
  givenProvider,
} from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { api } from '../../testing/call-api';

useRuntime();

let provider: GivenProvider;
let client: ReturnType<typeof api>;

beforeAll(async () => {
  provider = await givenProvider();
  client = api(provider.secretKey);
});

const actions = async (query: string): Promise<string[]> =>
  (await client.get(`/audit?limit=100&${query}`)).body.data.map((entry: { action: string }) => entry.action);

describe('GET /audit', () => {
  it('200: names who did what to whom, with the request it came by', async () => {
    const created = await client.post('/customers', { name: 'Acme', email: 'ops@acme.example' });
    const { body } = await client.get('/audit?action=customer.created');
    const entry = body.data.find((row: { targetId: string }) => row.targetId === created.body.id);
    expect(entry).toMatchObject({
      actor: { kind: 'secret_key', name: 'First key' },
      customerId: created.body.id,
      requestId: created.headers.get('x-request-id'),
    });
    expect(entry.actor.id).toMatch(/^sec_/);
  });

  it('200: every change writes one entry, and no entry holds a secret', async () => {
    const own = await givenProvider();
    const mine = api(own.secretKey);
    const customer = await givenCustomer(own.ctx);
    const key = await givenKey(own.ctx, customer.id);
    const plan = await givenPlan(own.ctx);
    await mine.patch(`/customers/${customer.id}`, { name: 'New' });
    await mine.patch(`/customers/${customer.id}`, {});
    await mine.put(`/customers/${customer.id}/budget`, { amount: 5 });
    await mine.post(`/customers/${customer.id}/suspend`);
    await mine.post(`/customers/${customer.id}/reactivate`);
    await mine.patch(`/keys/${key.id}`, { name: 'New' });
    const rotated = await mine.post(`/keys/${key.id}/rotate`);
    await mine.delete(`/keys/${rotated.body.id}`);
    await mine.post('/meters', { slug: 'tokens', name: 'Tokens', unit: 'token', aggregation: 'sum' });
    await mine.patch(`/plans/${plan.slug}`, { name: 'New' });
    await mine.post(`/plans/${plan.slug}/versions`, { basePrice: '5' });
    await mine.post(`/plans/${plan.slug}/migrate`, { toVersion: 2, when: 'now' });
    await mine.post(`/plans/${plan.slug}/archive`);
    await mine.delete(`/customers/${customer.id}`);
    const { body } = await mine.get('/audit?limit=100');
    expect(body.data.map((entry: { action: string }) => entry.action).sort()).toEqual(
      [
        'budget.set',
        'customer.created',
        'customer.deleted',
        'customer.reactivated',
        'customer.suspended',
        'customer.updated',
        'key.created',
        'key.revoked',
        'key.rotated',
        'key.updated',
        'meter.created',
        'plan.archived',
        'plan.created',
        'plan.subscribers_migrated',
        'plan.updated',
        'plan.version_created',
        'provider.created',
        'secret_key.created',
      ].sort(),
    );
    const text = JSON.stringify(body);
    for (const secret of [key.secret, rotated.body.secret, own.secretKey]) expect(text).not.toContain(secret);
  });

  it('200: a change that failed left no entry', async () => {
    const before = await actions('action=customer.created');
    await client.post('/customers', { externalId: 'same', name: 'A', email: 'a@b.example' });
    await client.post('/customers', { externalId: 'same', name: 'A', email: 'a@b.example' });
    expect(await actions('action=customer.created')).toHaveLength(before.length + 1);
  });

  it('200: filters by actor, action, noun and time', async () => {
    expect(new Set(await actions('action=secret_key'))).toEqual(new Set(['secret_key.created']));
    expect(await actions('actor=test')).toContain('provider.created');
    expect(await actions('actor=nobody')).toEqual([]);
    expect(await actions('from=2100-01-01')).toEqual([]);
    expect(await actions('to=2020-01-01T00:00:00Z')).toEqual([]);
    expect(await actions('from=2020-01-01&to=2100-01-01T00:00:00.000Z')).toContain('provider.created');
  });

  it.each(['from=yesterday', 'action=DROP', 'limit=0'])('422: refuses %s', async (query) => {
    const { status, body } = await client.get(`/audit?${query}`);
    expect([status, body.errors[0].path]).toEqual([422, query.split('=')[0]]);
  });
});
