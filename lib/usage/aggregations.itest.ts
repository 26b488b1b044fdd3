import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  recordEvents,
  settleCalls,
  settleRequestSchema,
  verifyCall,
  verifyRequestSchema,
} from '@/lib/access';
import type { Context } from '@/lib/core/context';
import { createMeter } from '@/lib/plans';
import { givenProvider } from '@/lib/testing/factories';
import { givenSubscribed } from '@/lib/testing/hot-path-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { measureUsage } from './measure-usage';

useRuntime();

const DAY_MS = 86_400_000;
const AGGREGATIONS = ['sum', 'count', 'max', 'unique'] as const;

/** An event as it is sent: of few ids, so that many are sent again, with another quantity and at another time. */
const event = fc.record({
  id: fc.nat(30),
  quantity: fc.constantFrom('0', '0.1', '0.25', '3', '1000000000000000'),
  user: fc.constantFrom('ann', 'bob', 'cid', 'dee'),
  ageDays: fc.constantFrom(0, 1, 40, 70),
  status: fc.constantFrom(200, 404, 500),
});
/** Each list is one request; requests come one after the other, so that the first sender of an id is known. */
const requests = fc.array(fc.array(event, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });

async function givenMeters(): Promise<Context> {
  const { ctx } = await givenProvider();
  for (const aggregation of AGGREGATIONS) {
    const property = aggregation === 'unique' ? { property: 'user' } : {};
    await createMeter(ctx, {
      slug: `by-${aggregation}`,
      name: aggregation,
      unit: 'unit',
      aggregation,
      ...property,
    });
  }
  return ctx;
}

/** Exact: in hundredths, as integers. */
const hundredths = (quantity: string) => BigInt(Math.round(Number(quantity) * 100));

it('sum, count, max and unique are exact under late, repeated and uncharged events', async () => {
  const ctx = await givenMeters();
  await fc.assert(
    fc.asyncProperty(requests, fc.constantFrom(0.5, 35, 60, 100), async (sent, days) => {
      const { customer } = await givenSubscribed({ ctx } as Parameters<typeof givenSubscribed>[0]);
      const now = Date.now();
      const first = new Map<number, typeof event extends fc.Arbitrary<infer E> ? E : never>();
      for (const request of sent) {
        const events = AGGREGATIONS.flatMap((aggregation) =>
          request.map(({ id, quantity, user, ageDays, status }) => {
            const name = `${customer.id} ${aggregation} ${id}`;
            const timestamp = new Date(now - ageDays * DAY_MS).toISOString();
            const what = { customer: customer.id, meter: `by-${aggregation}`, quantity, timestamp, status };
            return { id: name, value: { id: name, ...what, properties: { user } } };
          }),
        );
        expect(await recordEvents(ctx, events)).toMatchObject({ rejected: [] });
        for (const one of request) if (!first.has(one.id)) first.set(one.id, one);
      }
      const charged = [...first.values()].filter((one) => one.status < 500 && one.ageDays < days);
      const quantities = charged.map((one) => hundredths(one.quantity));
      const expected = {
        sum: quantities.reduce((sum, quantity) => sum + quantity, 0n),
        count: BigInt(100 * charged.length),
        // biome-ignore lint/complexity/useMathMinMax: Math.max takes no bigint.
        max: quantities.reduce((max, quantity) => (quantity > max ? quantity : max), 0n),
        unique: BigInt(100 * new Set(charged.map((one) => one.user)).size),
      };
      const span = { start: new Date(now - days * DAY_MS + 1), end: new Date(now + 1) };
      for (const aggregation of AGGREGATIONS) {
        const meter = `by-${aggregation}`;
        const use = await measureUsage(ctx, { customerId: customer.id, meter, chargeableBelow: 500, span });
        const [whole = '', fraction = ''] = use.quantity.split('.');
        expect(BigInt(whole + fraction.padEnd(2, '0'))).toBe(expected[aggregation]);
        expect(use.calls).toBe(BigInt(charged.length));
      }
    }),
    { numRuns: 12 },
  );
});

it('max follows a settlement, up and down, and forgets a call that is not charged', async () => {
  const provider = await givenProvider();
  const { ctx } = provider;
  await createMeter(ctx, { slug: 'seats', name: 'Seats', unit: 'seat', aggregation: 'max' });
  const { customer, secret } = await givenSubscribed(provider);
  const ids: string[] = [];
  for (const cost of [3, 9, 5]) {
    const answer = await verifyCall(ctx, verifyRequestSchema.parse({ key: secret, meter: 'seats', cost }));
    ids.push((answer as { id: string }).id);
  }
  const span = { start: new Date(Date.now() - DAY_MS), end: new Date(Date.now() + DAY_MS) };
  const max = async () => {
    const filter = { customerId: customer.id, meter: 'seats', chargeableBelow: 500 };
    return (await measureUsage(ctx, { ...filter, span })).quantity;
  };
  const settle = (id: string | undefined, what: { cost: number; status?: number }) =>
    settleCalls(ctx, settleRequestSchema.parse({ settlements: [{ id, ...what }] }));
  expect(await max()).toBe('9');
  await settle(ids[1], { cost: 4 });
  expect(await max()).toBe('5');
  await settle(ids[0], { cost: 12 });
  expect(await max()).toBe('12');
  await settle(ids[2], { cost: 40, status: 500 });
  expect(await max()).toBe('12');
});
