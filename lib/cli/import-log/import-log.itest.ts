import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/lib/core/context';
import { createMeter, type Plan } from '@/lib/plans';
import { listCustomers } from '@/lib/tenants';
import { givenPlan, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';
import { type ImportLogInput, importLog } from './import-log';
import { importReport } from './report';

const FIXTURE = fileURLToPath(new URL('./fixtures/access.log', import.meta.url));
const FIXTURE_LINES = readFileSync(FIXTURE, 'utf8').trimEnd().split('\n');
/** By hand: no request, a TLS handshake, an empty line, a line cut off, no log line at all. */
const MALFORMED = [21, 31, 41, 46, 51];
const REQUESTS = FIXTURE_LINES.length - MALFORMED.length;

useRuntime();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollgate-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(content: string | Buffer): string {
  const path = join(folder, `log-${Math.random()}`);
  writeFileSync(path, content);
  return path;
}

function importInto(ctx: Context, overrides: Partial<ImportLogInput> = {}) {
  return importLog(ctx, {
    path: FIXTURE,
    meter: 'calls',
    customerFrom: 'ip',
    shiftToNow: true,
    dryRun: false,
    ...overrides,
  });
}

async function totalOf(ctx: Context) {
  const query = { granularity: 'total', from: new Date(0), to: undefined } as const;
  return (await queryUsage(ctx, query)).total;
}

describe('importing an access log', () => {
  it('accounts for every line: counted or named as malformed with its number', async () => {
    const { ctx } = await givenProvider();
    const outcome = await importInto(ctx);
    expect(outcome).toMatchObject({
      lines: FIXTURE_LINES.length,
      counted: REQUESTS,
      duplicates: 0,
      rejected: 0,
    });
    expect(outcome.malformedLines.map(({ line }) => line)).toEqual(MALFORMED);
    expect((await totalOf(ctx)).calls).toBe(REQUESTS);
  });

  it('counts the same file once, also when it is compressed and moved in time again', async () => {
    const { ctx } = await givenProvider();
    await importInto(ctx);
    const again = await importInto(ctx, { path: fileOf(gzipSync(readFileSync(FIXTURE))) });
    expect(again).toMatchObject({ counted: 0, duplicates: REQUESTS, customersCreated: 0 });
    expect((await totalOf(ctx)).calls).toBe(REQUESTS);
  });

  it('counts the overlap of two rotated files once', async () => {
    const { ctx } = await givenProvider();
    await importInto(ctx, { path: fileOf(FIXTURE_LINES.slice(0, 40).join('\n')), shiftToNow: false });
    await importInto(ctx, { path: fileOf(FIXTURE_LINES.slice(15).join('\n')), shiftToNow: false });
    expect((await totalOf(ctx)).calls).toBe(REQUESTS);
  });

  it('counts a line that stands twice in one file as two requests', async () => {
    const { ctx } = await givenProvider();
    const [line] = FIXTURE_LINES;
    const outcome = await importInto(ctx, { path: fileOf(`${line}\n${line}\n`) });
    expect(outcome).toMatchObject({ lines: 2, counted: 2 });
  });

  it('makes each customer once when two imports run at once, and counts each request once', async () => {
    const { ctx } = await givenProvider();
    const both = await Promise.all([importInto(ctx), importInto(ctx)]);
    const { data: customers } = await listCustomers(ctx, { limit: 100 });
    const addresses = new Set([...(both[0].usage?.customers.keys() ?? [])]);
    expect(customers.map(({ externalId }) => externalId).sort()).toEqual([...addresses].sort());
    expect(both[0].customersCreated + both[1].customersCreated).toBe(addresses.size);
    expect(both[0].counted + both[1].counted).toBe(REQUESTS);
    expect((await totalOf(ctx)).calls).toBe(REQUESTS);
  });

  it('keeps endpoint, status and latency of each request', async () => {
    const { ctx } = await givenProvider();
    const [line = ''] = FIXTURE_LINES;
    const request = line.replace(
      /"(?:GET|POST) \S+ HTTP\/1.1" \d+/,
      '"GET /v1/stations/4711?x=1 HTTP/1.1" 404',
    );
    await importInto(ctx, { path: fileOf(request.replace(/[\d.]+$/, '0.250')) });
    const query = { granularity: 'total', from: new Date(0), to: undefined } as const;
    const { data, total } = await queryUsage(ctx, { ...query, groupBy: 'endpoint' });
    expect(data.map(({ group }) => group)).toEqual(['GET /v1/stations/:id']);
    expect(total).toMatchObject({ calls: 1, errors: 1, latencyMsAvg: 250 });
  });

  it('ends now when it is moved to now, and moves everything by the same time', async () => {
    const { ctx } = await givenProvider();
    const before = ctx.clock.now();
    const outcome = await importInto(ctx);
    const newest = outcome.to as Date;
    expect(newest.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(newest.getTime()).toBeLessThanOrEqual(ctx.clock.now().getTime());
    const still = await importInto(ctx, { shiftToNow: false, dryRun: true });
    const span = (one: typeof outcome) => (one.to as Date).getTime() - (one.from as Date).getTime();
    expect(span(outcome)).toBe(span(still));
  });

  it('reports lines that are too old for the ledger, and makes no customers for them', async () => {
    const { ctx } = await givenProvider();
    const old = FIXTURE_LINES.map((line) => line.replace('/2026:', '/2015:')).join('\n');
    const outcome = await importInto(ctx, { path: fileOf(old), shiftToNow: false });
    expect(outcome).toMatchObject({
      counted: 0,
      rejected: REQUESTS,
      rejectedByCode: { timestamp_too_old: REQUESTS },
      malformed: MALFORMED.length,
      customersCreated: 0,
    });
    expect((await listCustomers(ctx, {})).data).toEqual([]);
  });

  it('bills users by name where the log has them, and says how many lines name nobody', async () => {
    const { ctx } = await givenProvider();
    const outcome = await importInto(ctx, { customerFrom: 'user' });
    expect([...(outcome.usage?.customers.keys() ?? [])].sort()).toEqual(['acme', 'globex']);
    const nameless = outcome.rejectedByCode.no_user ?? 0;
    expect(nameless).toBeGreaterThan(0);
    expect(outcome.counted + nameless).toBe(REQUESTS);
  });

  it('writes nothing in a dry run', async () => {
    const { ctx } = await givenProvider();
    expect(await importInto(ctx, { dryRun: true })).toMatchObject({ counted: REQUESTS, customersCreated: 0 });
    expect((await totalOf(ctx)).calls).toBe(0);
    expect((await listCustomers(ctx, {})).data).toEqual([]);
  });

  it('feeds another meter from the same file', async () => {
    const { ctx } = await givenProvider();
    await createMeter(ctx, { slug: 'requests', name: 'Requests', unit: 'request', aggregation: 'sum' });
    await importInto(ctx);
    expect(await importInto(ctx, { meter: 'requests' })).toMatchObject({ counted: REQUESTS, duplicates: 0 });
  });

  it('takes a file with no request in it', async () => {
    const { ctx } = await givenProvider();
    expect(await importInto(ctx, { path: fileOf('') })).toMatchObject({ lines: 0, counted: 0 });
    expect(await importInto(ctx, { path: fileOf('nothing\n') })).toMatchObject({ lines: 1, malformed: 1 });
  });
});

describe('the report of an import', () => {
  const rateOf = (plan: Plan, calls: number) =>
    calls * Number((plan.prices[0] as { unitPrice: string }).unitPrice);

  it('prices each customer on each plan by the calls that the plan charges', async () => {
    const { ctx } = await givenProvider();
    const price = { meter: 'calls', model: 'standard', unitPrice: '1' } as const;
    const all = await givenPlan(ctx, { prices: [price], chargeableStatus: 'all' });
    const fair = await givenPlan(ctx, { prices: [price], basePrice: '10', chargeableStatus: 'below_400' });
    const outcome = await importInto(ctx);
    const report = importReport(outcome, {
      provider: ctx.provider.slug,
      meter: 'calls',
      dryRun: false,
      plans: [all, fair],
      top: 2,
    });
    expect(report.topCustomers).toHaveLength(2);
    for (const { calls, errors, amounts } of report.topCustomers) {
      expect(amounts.map(({ amount }) => amount)).toEqual([
        rateOf(all, calls) * 100,
        (10 + rateOf(fair, calls - errors)) * 100,
      ]);
    }
    const { totals } = report;
    expect(totals.calls).toBe(REQUESTS);
    expect(totals.amounts.map(({ amount }) => amount)).toEqual([
      REQUESTS * 100,
      (totals.customers * 10 + REQUESTS - totals.errors) * 100,
    ]);
  });
});
