import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServer } from '@/app/api/testing/api-server';
import { setBudget, suspendCustomer } from '@/lib/tenants';
import { type GivenProvider, givenKey, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed } from '@/lib/testing/hot-path-fixture';
import { queryUsage } from '@/lib/usage';
import { Guard } from '../src';
import { CHUNKS, type StartApp, type TestApp } from './apps/app';

/** What a guarded API promises in every framework. `namesRoutes` where the adapter learns the route's pattern. */
export function frameworkContract(name: string, start: StartApp): void {
  describe(name, () => {
    let provider: GivenProvider;
    let tollgate: Awaited<ReturnType<typeof startApiServer>>;
    let guard: Guard;
    let app: TestApp;
    let slow: { started: Promise<void>; start(): void; finish(): void; finished: Promise<void> };
    const problems: string[] = [];
    beforeAll(async () => {
      provider = await givenProvider();
      tollgate = await startApiServer();
      guard = new Guard({
        baseUrl: tollgate.url,
        secretKey: provider.secretKey,
        decideWithinMs: 20_000,
        flushEveryMs: 3_600_000,
        scopes: ({ path }) => (path.endsWith('/secret') ? ['admin'] : []),
        onProblem: (kind, error) => problems.push(`${kind}: ${error}`),
      });
      app = await start(guard, {
        async onSlow() {
          slow.start();
          await slow.finished;
        },
      });
    });
    afterAll(async () => {
      await app.close();
      await guard.close();
      await tollgate.close();
      expect(problems).toEqual([]);
    });

    const get = (path: string, key?: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
      fetch(app.url + path, {
        headers: { ...(key && { authorization: `Bearer ${key}` }), ...headers },
        ...(signal && { signal }),
      });
    const usageOf = async (customer: string, groupBy: 'endpoint' | 'status') => {
      await guard.flush();
      const { data } = await queryUsage(provider.ctx, { customer, granularity: 'total', groupBy });
      return Object.fromEntries(data.map(({ group, quantity }) => [group, quantity]));
    };

    it('lets a paying caller through, names them to the handler and tells them their limits', async () => {
      const one = await givenSubscribed(provider, {
        rateLimit: { limit: 100, windowSeconds: 60 },
        quotas: [{ meter: 'calls', limit: 50, hard: true }],
      });
      await setBudget(provider.ctx, { id: one.customer.id, budget: { amount: 5000 } });
      const response = await get('/v1/forecast/pune?days=3', one.secret);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({
        city: 'pune',
        customer: one.customer.externalId,
        plan: one.plan,
      });
      expect(response.headers.get('ratelimit-policy')).toBe('"rate";q=100;w=60, "quota";q=50');
      expect(response.headers.get('ratelimit')).toMatch(/^"rate";r=99;t=\d+, "quota";r=49;t=\d+$/);
      expect(response.headers.get('x-quota-remaining')).toBe('49');
      expect(response.headers.get('x-spend-currency')).toBe('INR');
      expect(response.headers.get('x-spend-limit')).toBe('5000');
      const again = await get('/v1/forecast/delhi', undefined, { 'x-api-key': one.secret });
      expect(again.status).toBe(200);
      const usage = await usageOf(one.customer.id, 'endpoint');
      // Where nothing tells the route's pattern, the path is the name.
      expect(Object.values(usage).reduce((sum, quantity) => Number(sum) + Number(quantity), 0)).toBe(2);
      if (name !== 'node:http') expect(usage).toEqual({ 'GET /v1/forecast/:city': 2 });
      expect(await usageOf(one.customer.id, 'status')).toEqual({ '200': 2 });
    });

    it('passes what is not guarded', async () => {
      expect(await (await get('/open')).json()).toEqual({ open: true });
    });

    it('answers 401, 402, 403 and 429 with a problem document, before the handler runs', async () => {
      const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 1, hard: true }] });
      const poor = await givenSubscribed(provider);
      await setBudget(provider.ctx, { id: poor.customer.id, budget: { amount: 0 } });
      const barred = await givenSubscribed(provider);
      await suspendCustomer(provider.ctx, { id: barred.customer.id });
      const unscoped = await givenKey(provider.ctx, one.customer.id, { scopes: ['read'] });
      const hurried = await givenSubscribed(provider, { rateLimit: { limit: 1, windowSeconds: 60 } });
      await get('/v1/forecast/pune', one.secret);
      await get('/v1/forecast/pune', hurried.secret);
      const cases: [string | undefined, string, number, string][] = [
        [undefined, '/v1/forecast/pune', 401, 'missing_key'],
        ['sk_live_wrong', '/v1/forecast/pune', 401, 'invalid_key'],
        [poor.secret, '/v1/forecast/pune', 402, 'spend_limit_reached'],
        [barred.secret, '/v1/forecast/pune', 403, 'customer_suspended'],
        [unscoped.secret, '/v1/forecast/secret', 403, 'scope_missing'],
        [one.secret, '/v1/forecast/pune', 429, 'quota_exceeded'],
        [hurried.secret, '/v1/forecast/pune', 429, 'rate_limited'],
      ];
      for (const [key, path, status, code] of cases) {
        const response = await get(path, key);
        expect([code, response.status]).toEqual([code, status]);
        expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        const problem = (await response.json()) as Record<string, unknown>;
        expect(problem).toMatchObject({ type: `urn:tollgate:problem:${code}`, status, code });
        expect(problem.title).not.toBe('');
        if (status === 401) expect(response.headers.get('www-authenticate')).toBe('Bearer');
        expect(Number(response.headers.get('retry-after')) > 0).toBe(status === 429);
      }
    });

    it('settles what a call really cost, also when that is known only at the end of a stream', async () => {
      const one = await givenSubscribed(provider);
      await (await get('/v1/cost', one.secret)).text();
      const streamed = await get('/v1/stream', one.secret);
      expect(await streamed.text()).toBe(CHUNKS.join(''));
      await expect.poll(() => usageOf(one.customer.id, 'status')).toEqual({ '200': 10.5 });
    });

    it('leaves the errors of the host to the host, and settles the call as failed', async () => {
      const one = await givenSubscribed(provider);
      const response = await get('/v1/boom', one.secret);
      expect([response.status, await response.json()]).toEqual([500, { mine: 'the host failed' }]);
      await expect.poll(() => usageOf(one.customer.id, 'status')).toEqual({ '500': 1 });
    });

    it('settles a call whose client does not wait for the answer', async () => {
      const one = await givenSubscribed(provider);
      slow = newSlow();
      const impatient = new AbortController();
      const response = get('/v1/slow', one.secret, {}, impatient.signal).catch(() => 'aborted');
      await slow.started;
      impatient.abort();
      expect(await response).toBe('aborted');
      slow.finish();
      // Where the framework hears of it the call is 499; a fetch handler may have answered 200 to nobody.
      await expect
        .poll(async () => Object.keys(await usageOf(one.customer.id, 'status')))
        .toEqual([expect.stringMatching(/^(499|200)$/)]);
    });
  });
}

function newSlow() {
  let start = () => {};
  let finish = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { started, start: () => start(), finish: () => finish(), finished };
}
