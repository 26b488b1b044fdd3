import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { recordEvents } from '@/lib/access';
import { standingClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { givenCustomer, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { exploreUsage, exportUsage } from './explore-usage';

useRuntime();

const NOW = new Date('2026-03-11T10:00:00+05:30');
let id = 0;

async function given() {
  const { ctx: real } = await givenProvider();
  const ctx: Context = { ...real, clock: standingClock(NOW) };
  const [acme, globex] = [await givenCustomer(ctx), await givenCustomer(ctx, { name: 'Globex' })];
  const use = (customer: string, timestamp: string, rest: object = {}) =>
    recordEvents(ctx, [{ id: `e${++id}`, value: { id: `e${id}`, customer, timestamp, ...rest } }]);
  // Half past midnight in Kolkata is still the day before in UTC.
  await use(acme.id, '2026-03-10T00:30:00+05:30', { endpoint: '/a', status: 200, latencyMs: 10 });
  await use(acme.id, '2026-03-11T09:00:00+05:30', { endpoint: '/a', status: 503, latencyMs: 30 });
  await use(acme.id, '2026-03-11T09:00:00+05:30', { endpoint: '/b', quantity: 5, status: 404 });
  await use(globex.id, '2026-03-11T09:10:00+05:30', { endpoint: '/b' });
  // The two days before, within and after the time of day that it is now.
  await use(acme.id, '2026-03-09T09:59:00+05:30', { endpoint: '/a' });
  await use(acme.id, '2026-03-09T23:00:00+05:30', { endpoint: '/a' });
  return { ctx, acme, globex };
}

const DAYS = { fromDay: '2026-03-10', toDay: '2026-03-11' };
const calls = (rows: { group: string | null; calls: number }[]) =>
  Object.fromEntries(rows.map(({ group, calls: count }) => [group, count]));

describe('exploreUsage', () => {
  it('sums from every side, in the provider’s days and hours, beside the range before', async () => {
    const { ctx, acme, globex } = await given();
    const usage = await exploreUsage(ctx, DAYS);
    expect(usage.total).toEqual({ quantity: 8, calls: 4, errors: 2, latencyMsAvg: 20 });
    // Up to the same time of day: what came at 23:00 is not in it.
    expect(usage.before).toMatchObject({ calls: 1 });
    expect(usage.byDay.map(({ start, calls: count }) => [start, count])).toEqual([
      ['2026-03-09T18:30:00.000Z', 1],
      ['2026-03-10T18:30:00.000Z', 3],
    ]);
    expect(calls(usage.byCustomer)).toEqual({ [acme.id]: 3, [globex.id]: 1 });
    expect(calls(usage.byEndpoint)).toEqual({ '/a': 2, '/b': 2 });
    expect(calls(usage.byStatus)).toEqual({ 0: 1, 200: 1, 404: 1, 503: 1 });
    // 10 March 2026 is a Tuesday.
    expect(usage.byHour.map(({ weekday, hour, calls: count }) => [weekday, hour, count]).sort()).toEqual([
      [2, 0, 1],
      [3, 9, 3],
    ]);
  });

  it('narrows to a customer, an endpoint, a key and a class of status, together', async () => {
    const { ctx, acme } = await given();
    expect((await exploreUsage(ctx, { ...DAYS, customer: acme.id })).total.calls).toBe(3);
    expect((await exploreUsage(ctx, { ...DAYS, endpoint: '/b' })).total.calls).toBe(2);
    expect((await exploreUsage(ctx, { ...DAYS, endpoint: '/b', status: '4xx' })).total.quantity).toBe(5);
    expect((await exploreUsage(ctx, { ...DAYS, key: 'key_none' })).total.calls).toBe(0);
    const other = await givenProvider();
    await expect(exploreUsage(other.ctx, { ...DAYS, customer: acme.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await exploreUsage(other.ctx, DAYS)).total.calls).toBe(0);
  });

  it('is the same as a file, row by row', async () => {
    const { ctx } = await given();
    const file = await exportUsage(ctx, DAYS);
    const rows = parse(file.body as Buffer, { columns: true }) as Record<string, string>[];
    expect(rows.reduce((sum, row) => sum + Number(row.calls), 0)).toBe(4);
    expect(rows.filter(({ customer }) => customer === 'Globex')).toMatchObject([
      { day: '2026-03-11', endpoint: '/b', status: '0', units: '1' },
    ]);
  });

  it('refuses a range that is too long or runs backwards', async () => {
    const { ctx } = await givenProvider();
    const backwards = exploreUsage(ctx, { fromDay: '2026-03-02', toDay: '2026-03-01' });
    await expect(backwards).rejects.toMatchObject({ code: 'validation_failed' });
    const long = exploreUsage(ctx, { fromDay: '2020-01-01', toDay: '2026-03-01' });
    await expect(long).rejects.toMatchObject({ code: 'validation_failed' });
  });
});
