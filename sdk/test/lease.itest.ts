import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiServer, startApiServer } from '@/app/api/testing/api-server';
import { revokeKey } from '@/lib/keys';
import { type GivenProvider, givenKey, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed } from '@/lib/testing/hot-path-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';
import { type Entry, Guard, type GuardOptions } from '../src';
import { type LossyProxy, startLossyProxy } from './lossy-proxy';

useRuntime();

let provider: GivenProvider;
let tollgate: ApiServer;
let proxy: LossyProxy;
beforeAll(async () => {
  provider = await givenProvider();
  tollgate = await startApiServer();
  proxy = await startLossyProxy(tollgate.url);
});
afterAll(async () => {
  await proxy.close();
  await tollgate.close();
});
beforeEach(() => {
  proxy.mode = 'answer';
  proxy.seen = [];
});

const newGuard = (options: Partial<GuardOptions> = {}) =>
  new Guard({
    baseUrl: proxy.url,
    secretKey: provider.secretKey,
    decideWithinMs: 20_000,
    flushEveryMs: 3_600_000,
    maxRetries: 0,
    lease: { calls: 40, seconds: 60 },
    ...options,
  });

const call = (key: string) => ({
  method: 'GET',
  path: '/v1/forecast',
  route: '/v1/forecast',
  header: (name: string) => (name === 'x-api-key' ? key : undefined),
  raw: null,
});

async function serve(guard: Guard, key: string, cost?: number): Promise<Entry> {
  const entry = await guard.enter(call(key));
  if (entry.kind !== 'passed') return entry;
  if (cost !== undefined) entry.pass.setCost(cost);
  entry.finish({ status: 200 });
  return entry;
}

const passed = (entries: Entry[]) => entries.filter(({ kind }) => kind === 'passed').length;
const usageOf = async (customer: string) =>
  (await queryUsage(provider.ctx, { customer, granularity: 'total' })).total;
const asked = (path: string) => proxy.seen.filter((seen) => seen.endsWith(path)).length;

describe('a guard that takes leases', () => {
  it('decides in the process and lets exactly the quota through', async () => {
    const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 100, hard: true }] });
    const guard = newGuard();
    const entries: Entry[] = [];
    for (let n = 0; n < 130; n++) entries.push(await serve(guard, one.secret));
    expect(passed(entries)).toBe(100);
    expect(entries[0]).toMatchObject({
      headers: { RateLimit: expect.stringMatching(/^"quota";r=99;t=\d+$/), 'X-Quota-Remaining': '99' },
      pass: { customer: { externalId: one.customer.externalId }, isDegraded: false },
    });
    expect(entries.at(-1)).toMatchObject({ kind: 'refused', refusal: { status: 429 } });
    expect(asked('/verify')).toBe(0);
    expect(asked('/leases/grant')).toBeLessThan(15);
    await guard.close();
    expect(await usageOf(one.customer.id)).toMatchObject({ quantity: 100, calls: 100 });
  });

  it('never lets more through than the quota, however many processes share it', async () => {
    const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 200, hard: true }] });
    const guards = [newGuard(), newGuard(), newGuard()];
    const entries = await Promise.all(
      guards.flatMap((guard) => Array.from({ length: 150 }, () => serve(guard, one.secret))),
    );
    expect(passed(entries)).toBeLessThanOrEqual(200);
    for (const guard of guards) await guard.close();
    expect(await usageOf(one.customer.id)).toMatchObject({ calls: passed(entries) });
    // What the leases did not need is there again.
    const last = newGuard({ lease: undefined });
    let rest = 0;
    while ((await serve(last, one.secret)).kind === 'passed') rest++;
    expect(passed(entries) + rest).toBe(200);
    await last.close();
  });

  it('counts what a call really cost, and gives back what it was not', async () => {
    const one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 100, hard: true }] });
    const guard = newGuard({ cost: 10 });
    for (let n = 0; n < 3; n++) expect((await serve(guard, one.secret, 4)).kind).toBe('passed');
    await guard.close();
    expect(await usageOf(one.customer.id)).toMatchObject({ quantity: 12, calls: 3 });
  });

  it('turns a revoked key away when its lease is over', async () => {
    const one = await givenSubscribed(provider);
    const guard = newGuard({ lease: { calls: 1_000, seconds: 1 } });
    expect((await serve(guard, one.secret)).kind).toBe('passed');
    await revokeKey(provider.ctx, { id: one.keyId });
    await expect
      .poll(() => serve(guard, one.secret), { timeout: 20_000 })
      .toMatchObject({
        kind: 'refused',
        refusal: { status: 401 },
      });
    await guard.close();
  });

  it('tells each use once, also when the answer to a report is lost', async () => {
    const one = await givenSubscribed(provider);
    const guard = newGuard();
    for (let n = 0; n < 5; n++) await serve(guard, one.secret);
    proxy.mode = 'lose';
    await guard.flush();
    expect(asked('/leases/settle')).toBe(1);
    proxy.mode = 'answer';
    await guard.close();
    expect(await usageOf(one.customer.id)).toMatchObject({ calls: 5 });
  });

  it('goes on with what it holds while Tollgate is away, and then as the host chose', async () => {
    const one = await givenSubscribed(provider);
    const guard = newGuard({
      lease: { calls: 10, seconds: 60 },
      whenAway: 'deny',
      breaker: { failures: 1_000 },
    });
    await serve(guard, one.secret);
    proxy.mode = 'refuse';
    const entries = await inTurn(20, () => serve(guard, one.secret));
    expect(passed(entries)).toBe(9);
    expect(entries.at(-1)).toMatchObject({ kind: 'refused', refusal: { status: 503 } });
    proxy.mode = 'answer';
    await guard.close();
    expect(await usageOf(one.customer.id)).toMatchObject({ quantity: 10 });
  });

  it('verifies one by one where a key is bound to addresses', async () => {
    const one = await givenSubscribed(provider);
    const bound = await givenKey(provider.ctx, one.customer.id, { ipAllowList: ['10.0.0.0/8'] });
    const guard = newGuard();
    const from = (ip: string) => guard.enter({ ...call(bound.secret), ip });
    expect((await from('10.1.2.3')).kind).toBe('passed');
    expect(await from('192.0.2.1')).toMatchObject({ kind: 'refused', refusal: { status: 403 } });
    await guard.close();
    expect(await usageOf(one.customer.id)).toMatchObject({ calls: 1 });
  });
});

async function inTurn<T>(times: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let n = 0; n < times; n++) made.push(await make());
  return made;
}
