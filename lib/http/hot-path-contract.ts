import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { announcements } from '@/lib/infra/announcements';
import { notesOf } from '@/lib/infra/notes';
import { getKey, revokeKey } from '@/lib/keys';
import { reactivateCustomer, setBudget, suspendCustomer } from '@/lib/tenants';
import {
  type GivenProvider,
  givenCustomer,
  givenKey,
  givenProvider,
  uniqueText,
} from '@/lib/testing/factories';
import { givenSubscribed, type HotCall, type Subscribed } from '@/lib/testing/hot-path-fixture';
import { queryUsage } from '@/lib/usage';

/** What verify, settle and events promise, whichever server answers them. */
export function hotPathContract(call: HotCall): void {
  let provider: GivenProvider;
  let payg: Subscribed;

  beforeAll(async () => {
    provider = await givenProvider();
    payg = await givenSubscribed(provider);
  });

  const post = (path: 'verify' | 'settle' | 'events', body: unknown, of = provider) =>
    call(path, { secret: of.secretKey, body: JSON.stringify(body) });
  const verify = (body: Record<string, unknown>) => post('verify', body);
  const usageOf = async (customer: string) => {
    const query = { customer, granularity: 'total' as const };
    return (await queryUsage(provider.ctx, query)).total;
  };
  const usageBy = async (customer: string, groupBy: 'endpoint' | 'status') => {
    const { data } = await queryUsage(provider.ctx, { customer, granularity: 'total', groupBy });
    return Object.fromEntries(data.map((row) => [row.group, row.quantity]));
  };

  describe('what every request needs', () => {
    it('answers 401 without a valid secret, in a problem document with a request id', async () => {
      for (const secret of [undefined, 'tg_live_nonsense', `${provider.secretKey.slice(0, -1)}x`]) {
        const { status, headers, json } = await call('verify', { ...(secret && { secret }), body: '{}' });
        expect([status, headers.get('content-type')]).toEqual([401, 'application/problem+json']);
        expect(json).toMatchObject({
          status: 401,
          code: 'unauthorized',
          requestId: headers.get('x-request-id'),
        });
      }
    });

    it('answers 400 to what is not JSON, 405 to what is not POST', async () => {
      const secret = provider.secretKey;
      for (const path of ['verify', 'settle', 'events'] as const) {
        expect((await call(path, { secret, body: '{"key":' })).json).toMatchObject({
          status: 400,
          code: 'malformed',
        });
      }
      const refused = await call('verify', { secret, body: '', method: 'PUT' });
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
    });

    it('answers 422 that names an unknown or broken field, and counts nothing', async () => {
      const { json } = await verify({ key: payg.secret, cots: 2, cost: -1 });
      expect(json).toMatchObject({ status: 422, code: 'validation_failed' });
      expect((json.errors as { path: string }[]).map((error) => error.path).sort()).toEqual(['cost', 'cots']);
      expect((await verify({})).status).toBe(422);
      expect((await verify({ key: payg.secret, meter: 'nope' })).json).toMatchObject({
        status: 422,
        errors: [{ path: 'meter' }],
      });
    });

    it('answers 413 to a body past the limit', async () => {
      const secret = provider.secretKey;
      const body = JSON.stringify({ key: 'x'.repeat(70_000) });
      expect((await call('verify', { secret, body })).status).toBe(413);
      expect((await call('events', { secret, body: Buffer.alloc(12_000_000, 32) })).status).toBe(413);
    });
  });

  describe('verify', () => {
    it('counts an allowed call before it answers, and says what is left', async () => {
      const one = await givenSubscribed(provider, {
        rateLimit: { limit: 100, windowSeconds: 60 },
        quotas: [{ meter: 'calls', limit: 5, hard: true }],
      });
      const { status, json } = await verify({ key: one.secret, endpoint: 'GET /a', cost: 2 });
      expect(status).toBe(200);
      expect(json).toMatchObject({
        id: expect.stringMatching(/^use_/),
        allowed: true,
        code: 'ok',
        customer: { id: one.customer.id, externalId: one.customer.externalId, name: one.customer.name },
        plan: one.plan,
        keyId: one.keyId,
        rateLimit: { limit: 100, remaining: 99, windowSeconds: 60 },
        quota: { limit: 5, used: 2, remaining: 3, hard: true },
        spend: { currency: 'INR', amount: 0, limit: null },
      });
      expect(await usageOf(one.customer.id)).toMatchObject({ quantity: 2, calls: 1 });
    });

    it('gives exactly the remaining allowance to two thousand calls at once', async () => {
      const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 100, hard: true }] });
      const answers = await Promise.all(Array.from({ length: 2_000 }, () => verify({ key: one.secret })));
      const codes = answers.map(({ json }) => json.code);
      expect(codes.filter((code) => code === 'ok')).toHaveLength(100);
      expect(codes.filter((code) => code === 'quota_exceeded')).toHaveLength(1_900);
      expect(await usageOf(one.customer.id)).toMatchObject({ quantity: 100, calls: 100 });
    });

    it('lets a denied call consume nothing, and shows the room that is really left', async () => {
      const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 10, hard: true }] });
      const denied = await verify({ key: one.secret, cost: 11 });
      expect(denied.json).toMatchObject({
        id: null,
        allowed: false,
        code: 'quota_exceeded',
        quota: { remaining: 10 },
      });
      expect((await verify({ key: one.secret, cost: 10 })).json).toMatchObject({
        allowed: true,
        quota: { remaining: 0 },
      });
    });

    it('lets a soft quota be passed and still counts', async () => {
      const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 1, hard: false }] });
      await verify({ key: one.secret });
      expect((await verify({ key: one.secret })).json).toMatchObject({
        allowed: true,
        quota: { limit: 1, used: 2, remaining: 0, hard: false },
      });
    });

    it('holds the rate, with its burst', async () => {
      const one = await givenSubscribed(provider, { rateLimit: { limit: 3, windowSeconds: 3600 } });
      const codes = [];
      for (let i = 0; i < 4; i++) codes.push((await verify({ key: one.secret })).json.code);
      expect(codes).toEqual(['ok', 'ok', 'ok', 'rate_limited']);
    });

    it('never lets the budget be passed by even one call', async () => {
      const one = await givenSubscribed(provider);
      await setBudget(provider.ctx, { id: one.customer.id, budget: { amount: 2 } });
      await announcements().barrier();
      const answers = await Promise.all(Array.from({ length: 40 }, () => verify({ key: one.secret })));
      expect(answers.filter(({ json }) => json.allowed)).toHaveLength(20);
      expect((await verify({ key: one.secret })).json).toMatchObject({
        code: 'spend_limit_reached',
        spend: { currency: 'INR', amount: 2, limit: 2 },
      });
    });

    it('reveals nothing about an invalid key, nor about one of another provider', async () => {
      const other = await givenProvider();
      const malformed = await verify({ key: 'sk_live_x' });
      const foreign = await post('verify', { key: payg.secret }, other);
      const blank = {
        id: null,
        allowed: false,
        code: 'invalid_key',
        customer: null,
        plan: null,
        keyId: null,
      };
      expect(malformed.json).toMatchObject(blank);
      expect(foreign.json).toEqual(malformed.json);
    });

    it('tells expiry, scope, address, suspension and lack of a subscription apart', async () => {
      const { ctx } = provider;
      const id = payg.customer.id;
      const expired = await givenKey(ctx, id, { expiresAt: new Date(Date.now() + 80).toISOString() });
      const scoped = await givenKey(ctx, id, { scopes: ['read'] });
      const bound = await givenKey(ctx, id, { ipAllowList: ['10.1.0.0/16', '2001:db8::/32'] });
      const idle = await givenKey(ctx, (await givenCustomer(ctx)).id);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const code = async (body: Record<string, unknown>) => (await verify(body)).json.code;
      expect(await code({ key: expired.secret })).toBe('key_expired');
      expect(await code({ key: scoped.secret, scopes: ['read', 'write'] })).toBe('scope_missing');
      expect(await code({ key: scoped.secret, scopes: ['read'] })).toBe('ok');
      expect(await code({ key: bound.secret })).toBe('ip_not_allowed');
      expect(await code({ key: bound.secret, ip: '10.2.0.1' })).toBe('ip_not_allowed');
      expect(await code({ key: bound.secret, ip: '10.1.2.3' })).toBe('ok');
      expect(await code({ key: bound.secret, ip: '2001:db8::1' })).toBe('ok');
      expect(await code({ key: idle.secret })).toBe('no_subscription');
    });

    it('acts on revocation, suspension and reactivation at the very next call', async () => {
      const one = await givenSubscribed(provider);
      const code = async () => (await verify({ key: one.secret })).json.code;
      expect(await code()).toBe('ok');
      await suspendCustomer(provider.ctx, { id: one.customer.id });
      await announcements().barrier();
      expect(await code()).toBe('customer_suspended');
      await reactivateCustomer(provider.ctx, { id: one.customer.id });
      await announcements().barrier();
      expect(await code()).toBe('ok');
      await revokeKey(provider.ctx, { id: one.keyId });
      await announcements().barrier();
      expect(await code()).toBe('key_revoked');
    });

    it('notes when a key was last used', async () => {
      const one = await givenSubscribed(provider);
      await verify({ key: one.secret });
      await notesOf('last-used', { everyMs: 0, write: async () => undefined }).flush();
      const { lastUsedAt } = await getKey(provider.ctx, { id: one.keyId });
      expect(Date.now() - Date.parse(lastUsedAt ?? '')).toBeLessThan(60_000);
    });

    it('takes a customer in place of a key', async () => {
      const byId = await verify({ customer: payg.customer.id });
      const byExternalId = await verify({ customer: `ext:${payg.customer.externalId}` });
      expect([byId.json.code, byExternalId.json.code]).toEqual(['ok', 'ok']);
      expect((await verify({ customer: payg.customer.id, key: payg.secret })).status).toBe(422);
    });

    it('answers an idempotency key once and counts it once, also when both come at the same moment', async () => {
      const one = await givenSubscribed(provider);
      const idempotencyKey = uniqueText('try');
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => verify({ key: one.secret, idempotencyKey })),
      );
      expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
      expect(await usageOf(one.customer.id)).toMatchObject({ calls: 1 });
      expect((await verify({ key: one.secret })).json).toMatchObject({ quota: { used: 2 } });
    });

    it('decides a dry run as the real call, and counts nothing', async () => {
      const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 1, hard: true }] });
      const dry = await verify({ key: one.secret, dryRun: true });
      expect(dry.json).toMatchObject({ id: null, allowed: true });
      expect((await verify({ key: one.secret, cost: 2, dryRun: true })).json).toMatchObject({
        code: 'quota_exceeded',
      });
      expect(await usageOf(one.customer.id)).toMatchObject({ calls: 0 });
    });
  });

  describe('settle', () => {
    it('corrects to the real cost once: the first settlement wins', async () => {
      const one = await givenSubscribed(provider);
      const { json } = await verify({ key: one.secret, cost: 10, endpoint: 'POST /chat' });
      const settlement = { id: json.id, cost: '7.5', status: 200, latencyMs: 40 };
      const first = await post('settle', { settlements: [settlement] });
      expect(first.json).toEqual({ settled: 1, unchanged: 0, rejected: [] });
      const again = await post('settle', { settlements: [{ ...settlement, cost: 1 }] });
      expect(again.json).toEqual({ settled: 0, unchanged: 1, rejected: [] });
      expect(await usageOf(one.customer.id)).toMatchObject({ quantity: 7.5, calls: 1, latencyMsAvg: 40 });
      expect((await verify({ key: one.secret, cost: 0 })).json).toMatchObject({ quota: { used: 7.5 } });
    });

    it('gives a failed call back to the quota, but keeps it in the usage', async () => {
      const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 1, hard: true }] });
      const { json } = await verify({ key: one.secret });
      await post('settle', { settlements: [{ id: json.id, cost: 1, status: 503 }] });
      expect(await usageBy(one.customer.id, 'status')).toEqual({ '503': 1 });
      expect((await verify({ key: one.secret })).json).toMatchObject({ allowed: true });
    });

    it("rejects unknown ids by index, other providers' ids among them", async () => {
      const other = await givenProvider();
      const { json } = await verify({ key: payg.secret });
      const foreign = await post('settle', { settlements: [{ id: json.id, cost: 0 }] }, other);
      expect(foreign.json).toEqual({
        settled: 0,
        unchanged: 0,
        rejected: [{ index: 0, code: 'unknown_id' }],
      });
      const mixed = await post('settle', {
        settlements: [
          { id: 'use_zzz', cost: 0 },
          { id: json.id, cost: 0 },
          { id: json.id, cost: 5 },
        ],
      });
      expect(mixed.json).toEqual({ settled: 1, unchanged: 1, rejected: [{ index: 0, code: 'unknown_id' }] });
    });
  });

  describe('events', () => {
    it('accepts the good, rejects the bad by name, and counts duplicates once', async () => {
      const one = await givenSubscribed(provider);
      const id = uniqueText('evt');
      const customer = `ext:${one.customer.externalId}`;
      const old = new Date(Date.now() - 401 * 86_400_000).toISOString();
      const ahead = new Date(Date.now() + 11 * 60_000).toISOString();
      const { status, json } = await post('events', [
        { id, customer, quantity: '2.5', endpoint: 'GET /x', status: 200, latencyMs: 12.4 },
        { id, customer, quantity: 9 },
        { id: `${id}-k`, key: one.secret },
        { id: `${id}-a`, customer: 'ext:nobody' },
        { id: `${id}-b`, customer, meter: 'nope' },
        { id: `${id}-c`, key: 'sk_live_wrong' },
        { id: `${id}-d`, customer, quantity: -1 },
        { id: `${id}-e`, customer, timestamp: old },
        { id: `${id}-f`, customer, timestamp: ahead },
        { id: `${id}-g`, customer, colour: 'red' },
        'not an object',
      ]);
      expect(status).toBe(200);
      expect(json).toMatchObject({ accepted: 2, duplicates: 1 });
      const rejected = json.rejected as { index: number; id: string | null; code: string; message: string }[];
      expect(rejected.map(({ index, code }) => [index, code])).toEqual([
        [3, 'unknown_customer'],
        [4, 'unknown_meter'],
        [5, 'unknown_key'],
        [6, 'invalid_event'],
        [7, 'timestamp_too_old'],
        [8, 'timestamp_in_future'],
        [9, 'invalid_event'],
        [10, 'invalid_event'],
      ]);
      expect(rejected[3]?.message).toContain('quantity');
      expect(rejected[6]?.message).toContain('colour');
      expect(await usageOf(one.customer.id)).toMatchObject({ quantity: 3.5, calls: 2 });
    });

    it('knows an id again in another month, from other senders, at the same moment', async () => {
      const one = await givenSubscribed(provider);
      const id = uniqueText('evt');
      const customer = one.customer.id;
      const timestamps = [0, 45, 90].map((days) => new Date(Date.now() - days * 86_400_000).toISOString());
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, n) => post('events', { id, customer, timestamp: timestamps[n % 3] })),
      );
      const accepted = answers.reduce((sum, { json }) => sum + (json.accepted as number), 0);
      expect(accepted).toBe(1);
      const from = new Date(Date.now() - 100 * 86_400_000);
      const { total } = await queryUsage(provider.ctx, { customer, granularity: 'total', from });
      expect(total.calls).toBe(1);
    });

    it('reads NDJSON, gzip and CloudEvents', async () => {
      const one = await givenSubscribed(provider);
      const secret = provider.secretKey;
      const id = uniqueText('evt');
      const customer = one.customer.id;
      const lines = [
        JSON.stringify({ id: `${id}-1`, customer }),
        '{broken',
        '',
        JSON.stringify({ id: `${id}-2`, customer }),
      ];
      const ndjson = await call('events', {
        secret,
        body: gzipSync(lines.join('\n')),
        headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
      });
      expect(ndjson.json).toMatchObject({ accepted: 2, rejected: [{ index: 1, code: 'invalid_event' }] });
      const cloudEvent = {
        specversion: '1.0',
        id,
        source: '/gateway',
        type: 'calls',
        subject: one.customer.externalId,
        data: { quantity: 4, endpoint: 'GET /cloud' },
      };
      const headers = { 'content-type': 'application/cloudevents-batch+json' };
      const body = JSON.stringify([cloudEvent, { ...cloudEvent, source: '/other' }, cloudEvent]);
      expect((await call('events', { secret, body, headers })).json).toMatchObject({
        accepted: 2,
        duplicates: 1,
      });
      expect(await usageBy(customer, 'endpoint')).toEqual({ '': 2, 'GET /cloud': 8 });
    });

    it('warns of what will not bill as usual', async () => {
      const idle = await givenCustomer(provider.ctx);
      const { json } = await post('events', { id: uniqueText('evt'), customer: idle.id });
      expect(json).toMatchObject({ accepted: 1, warnings: [{ index: 0, code: 'no_subscription' }] });
    });

    it('takes part in the quota that verify decides by', async () => {
      const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 10, hard: true }] });
      await verify({ key: one.secret });
      await post('events', { id: uniqueText('evt'), customer: one.customer.id, quantity: 8 });
      await post('events', { id: uniqueText('evt'), customer: one.customer.id, quantity: 5, status: 500 });
      expect((await verify({ key: one.secret })).json).toMatchObject({
        allowed: true,
        quota: { used: 10, remaining: 0 },
      });
      expect((await verify({ key: one.secret })).json).toMatchObject({ code: 'quota_exceeded' });
    });

    it('refuses more than ten thousand events, and gzip that unpacks past the limit', async () => {
      const secret = provider.secretKey;
      expect((await post('events', Array(10_001).fill(1))).status).toBe(413);
      const headers = { 'content-encoding': 'gzip' };
      const bomb = gzipSync(Buffer.alloc(9_000_000, 32));
      expect((await call('events', { secret, body: bomb, headers })).status).toBe(413);
      expect((await call('events', { secret, body: 'not gzip', headers })).status).toBe(400);
    });
  });
}
