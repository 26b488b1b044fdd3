import { beforeAll, describe, expect, it } from 'vitest';
import { recordEvents } from '@/lib/access';
import { type GivenProvider, givenCustomer, givenProvider, uniqueText } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { queryUsage } from './query-usage';

useRuntime();

let provider: GivenProvider;
let mine: string;
let theirs: string;

/** Records one call per given instant. */
async function record(customer: string, ...timestamps: string[]): Promise<void> {
  const events = timestamps.map((timestamp) => {
    const id = uniqueText('evt');
    return { id, value: { id, customer, timestamp } };
  });
  expect((await recordEvents(provider.ctx, events)).accepted).toBe(timestamps.length);
}

beforeAll(async () => {
  provider = await givenProvider();
  mine = (await givenCustomer(provider.ctx)).id;
  theirs = (await givenCustomer(provider.ctx)).id;
});

describe('usage', () => {
  it("falls on the provider's local days, also in a half-hour zone", async () => {
    const year = new Date().getUTCFullYear() - (new Date().getUTCMonth() < 2 ? 1 : 0);
    // Midnight in Kolkata is 18:30 UTC of the day before.
    await record(theirs, `${year}-01-31T18:29:59.999Z`, `${year}-01-31T18:30:00.000Z`);
    const { data } = await queryUsage(provider.ctx, {
      customer: theirs,
      granularity: 'month',
      from: new Date(`${year}-01-01T00:00:00Z`),
      to: new Date(`${year}-03-01T00:00:00Z`),
    });
    expect(data.map(({ start, calls }) => [start, calls])).toEqual([
      [`${year - 1}-12-31T18:30:00.000Z`, 1],
      [`${year}-01-31T18:30:00.000Z`, 1],
    ]);
  });

  it("shows a customer's own people their own alone, and another customer as if there were none", async () => {
    await record(mine, new Date().toISOString());
    await record(theirs, new Date().toISOString());
    const actor = {
      kind: 'customer_member' as const,
      id: 'usr_1',
      name: 'Me',
      role: 'owner' as const,
      customerId: mine,
    };
    const ctx = { ...provider.ctx, actor };
    expect((await queryUsage(ctx, { granularity: 'total' })).total.calls).toBe(1);
    expect((await queryUsage(provider.ctx, { granularity: 'total' })).total.calls).toBe(2);
    await expect(queryUsage(ctx, { customer: theirs, granularity: 'total' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('is refused to visitors', async () => {
    const ctx = { ...provider.ctx, actor: { kind: 'visitor' as const, id: 'visitor', name: 'Visitor' } };
    await expect(queryUsage(ctx, { granularity: 'total' })).rejects.toMatchObject({ status: 403 });
  });

  it('refuses a range that ends before it begins, by name', async () => {
    const range = { from: new Date('2026-02-01T00:00:00Z'), to: new Date('2026-01-01T00:00:00Z') };
    await expect(queryUsage(provider.ctx, { granularity: 'day', ...range })).rejects.toMatchObject({
      fields: [{ path: 'from' }],
    });
  });
});
