import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiServer, startApiServer } from '@/app/api/testing/api-server';
import { type GivenProvider, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed } from '@/lib/testing/hot-path-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';
import { type Entry, Guard, type GuardOptions, MemorySpool } from '../src';
import { DiskSpool } from '../src/adapters/node';
import { type LossyProxy, startLossyProxy } from './lossy-proxy';

useRuntime();

let provider: GivenProvider;
let tollgate: ApiServer;
let proxy: LossyProxy;
let problems: string[] = [];

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
  problems = [];
});

function newGuard(options: Partial<GuardOptions> = {}): Guard {
  return new Guard({
    baseUrl: proxy.url,
    secretKey: provider.secretKey,
    decideWithinMs: 20_000,
    flushEveryMs: 3_600_000,
    maxRetries: 0,
    breaker: { failures: 1_000 },
    onProblem: (kind) => problems.push(kind),
    ...options,
  });
}

const call = (key: string) => ({
  method: 'GET',
  path: '/v1/forecast/7',
  header: (name: string) => (name === 'x-api-key' ? key : undefined),
  raw: null,
});

/** Serves one call to its end, as an adapter would. */
async function serve(guard: Guard, key: string, status = 200): Promise<Entry> {
  const entry = await guard.enter(call(key));
  if (entry.kind === 'passed') entry.finish({ status });
  return entry;
}

async function usageOf(customer: string) {
  const { data } = await queryUsage(provider.ctx, { customer, granularity: 'total', groupBy: 'status' });
  return Object.fromEntries(data.map(({ group, quantity }) => [group, quantity]));
}

describe('while Tollgate cannot be reached', () => {
  it('lets calls through and counts each of them once when it is back', async () => {
    const one = await givenSubscribed(provider);
    const guard = newGuard();
    proxy.mode = 'refuse';
    for (let n = 0; n < 5; n++) {
      const entry = await serve(guard, one.secret, n === 4 ? 500 : 200);
      expect(entry).toMatchObject({
        kind: 'passed',
        headers: {},
        pass: { isDegraded: true, customer: null },
      });
    }
    await guard.flush();
    expect(await usageOf(one.customer.id)).toEqual({});
    proxy.mode = 'answer';
    await guard.flush();
    await guard.flush();
    expect(await usageOf(one.customer.id)).toEqual({ '200': 4, '500': 1 });
    await guard.close();
  });

  it('counts a call once whose verify was counted and whose answer was lost', async () => {
    const one = await givenSubscribed(provider);
    const guard = newGuard({ cost: 3 });
    proxy.mode = 'lose';
    const entry = await guard.enter(call(one.secret));
    if (entry.kind !== 'passed') throw new Error('refused');
    expect(await usageOf(one.customer.id)).toEqual({ '0': 3 });
    entry.pass.setCost(2);
    entry.finish({ status: 201 });
    proxy.mode = 'answer';
    await guard.close();
    expect(await usageOf(one.customer.id)).toEqual({ '201': 2 });
  });

  it('sends a report again whose answer was lost, without counting it twice', async () => {
    const one = await givenSubscribed(provider);
    const guard = newGuard({ breaker: { failures: 1 } });
    proxy.mode = 'refuse';
    await serve(guard, one.secret);
    await serve(guard, one.secret);
    proxy.mode = 'lose';
    await guard.flush();
    expect(problems).toContain('replay_failed');
    proxy.mode = 'answer';
    await guard.close();
    expect(await usageOf(one.customer.id)).toEqual({ '200': 2 });
  });

  it('answers 503 where the host chose so, and gives back what was counted unheard', async () => {
    const one = await givenSubscribed(provider);
    const guard = newGuard({ whenAway: 'deny' });
    proxy.mode = 'lose';
    const entry = await serve(guard, one.secret);
    if (entry.kind !== 'refused') throw new Error('passed');
    expect(entry.refusal).toMatchObject({ status: 503, headers: { 'Retry-After': '2' } });
    expect(JSON.parse(entry.refusal.body)).toMatchObject({ code: 'metering_unavailable', status: 503 });
    proxy.mode = 'answer';
    await guard.close();
    expect(await usageOf(one.customer.id)).toEqual({ '503': 0 });
  });

  it('can go on for those alone whom it has seen accepted', async () => {
    const one = await givenSubscribed(provider);
    const guard = newGuard({ whenAway: 'allow-known' });
    await serve(guard, one.secret);
    proxy.mode = 'refuse';
    expect((await serve(guard, one.secret)).kind).toBe('passed');
    expect((await serve(guard, 'sk_live_stranger')).kind).toBe('refused');
    proxy.mode = 'answer';
    await guard.close();
    expect(await usageOf(one.customer.id)).toEqual({ '200': 2 });
  });

  it('stops asking after some failures, and still counts what goes on', async () => {
    const one = await givenSubscribed(provider);
    const guard = newGuard({ breaker: { failures: 3, openMs: 3_600_000 } });
    proxy.mode = 'refuse';
    for (let n = 0; n < 20; n++) await serve(guard, one.secret);
    // Each of the first three is tried once more at once, for a connection may just have been closed.
    expect(proxy.seen.filter((path) => path.endsWith('/verify'))).toHaveLength(6);
    proxy.mode = 'answer';
    await guard.close();
    expect(await usageOf(one.customer.id)).toEqual({ '200': 20 });
  });

  it('keeps no more than it was told to, and says so', async () => {
    const one = await givenSubscribed(provider);
    const guard = newGuard({ spool: new MemorySpool(2) });
    proxy.mode = 'refuse';
    for (let n = 0; n < 3; n++) expect((await serve(guard, one.secret)).kind).toBe('passed');
    expect(problems.filter((kind) => kind === 'spool_full')).toHaveLength(1);
    proxy.mode = 'answer';
    await guard.close();
    expect(await usageOf(one.customer.id)).toEqual({ '200': 2 });
  });
});

describe('a spool on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tollgate-spool-'));
    return () => rmSync(folder, { recursive: true });
  });

  it('hands the calls of a process that is gone to the next one, which counts them once', async () => {
    const one = await givenSubscribed(provider);
    proxy.mode = 'refuse';
    const first = new DiskSpool({ folder });
    const crashed = newGuard({ spool: first });
    for (let n = 0; n < 3; n++) await serve(crashed, one.secret);
    await first.close();
    expect(readdirSync(folder)).toHaveLength(1);
    proxy.mode = 'answer';
    const guard = newGuard({ spool: new DiskSpool({ folder }) });
    await guard.close();
    // The crashed one's memory, had it lived on, would tell the same calls again.
    await crashed.close();
    expect(await usageOf(one.customer.id)).toEqual({ '200': 3 });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves the file of a living process alone, and reads past a line that was cut short', async () => {
    const one = {
      id: 'a',
      key: 'k',
      meter: 'calls',
      asked: '1',
      cost: '1',
      endpoint: '',
      status: 200,
      latencyMs: 1,
    };
    const spooled = { ...one, at: '2026-01-01T00:00:00.000Z', isUncertain: false };
    const living = new DiskSpool({ folder });
    living.add(spooled);
    expect(new DiskSpool({ folder }).size).toBe(0);
    const [file = ''] = readdirSync(folder);
    const line = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, '999999999.abc.ndjson'), `${line}${line.slice(0, 20)}`);
    const next = new DiskSpool({ folder });
    expect(next.peek(10)).toEqual([spooled]);
  });
});

describe('the hooks of the host', () => {
  it('never break a request: what they throw is reported and read as if they were not there', async () => {
    const one = await givenSubscribed(provider);
    const fail = () => {
      throw new Error('mine');
    };
    const guard = newGuard({ skip: fail, cost: fail, endpoint: fail, scopes: fail, meter: fail });
    expect((await serve(guard, one.secret)).kind).toBe('passed');
    await guard.close();
    expect(problems).toContain('hook_failed');
    expect(await usageOf(one.customer.id)).toEqual({ '200': 1 });
  });

  it('take no cost that the ledger would refuse', async () => {
    const one = await givenSubscribed(provider);
    const guard = newGuard();
    const entry = await guard.enter(call(one.secret));
    if (entry.kind !== 'passed') throw new Error('refused');
    for (const cost of [-1, Number.NaN, Number.POSITIVE_INFINITY, 'many', 1e16]) entry.pass.setCost(cost);
    entry.finish({ status: 200 });
    await guard.close();
    expect(problems).toEqual(Array(5).fill('invalid_cost'));
    expect(await usageOf(one.customer.id)).toEqual({ '200': 1 });
  });
});
