import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { givenCustomer, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { measureUsage } from './measure-usage';
import { postUsage } from './post-usage';
import { queryUsage } from './query-usage';
import { reconcileUsage } from './reconcile-usage';
import { settleUsage } from './settle-usage';
import { callWriter, eventWriter } from './writers';

useRuntime();

/*
 * Calls, events and settlements in any order, many at once, repeated and late, against the plainest ledger there
 * is: a list. Where two race for one id the ledger chooses; it must choose one, say so, and keep to it.
 */

const DAY_MS = 86_400_000;
/** Asia/Kolkata, the provider's time zone. */
const OFFSET_MS = 5.5 * 3_600_000;
const NOW_MS = Date.now();

/** One use as the plain ledger holds it; quantities in thousandths. */
interface Use {
  customer: number;
  occurredAtMs: number;
  milli: number;
  endpoint: string;
  keyId: string;
  status: number;
  latencyMs: number | null;
}

const ages = fc.constantFrom(0, 3_000, 20 * 60_000, 33 * DAY_MS, 64 * DAY_MS);
const place = {
  customer: fc.nat(1),
  endpoint: fc.constantFrom('', 'GET /a', 'POST /b'),
  keyId: fc.constantFrom('', 'key_1'),
  milli: fc.constantFrom(0, 1, 500, 1_000, 1_000, 1_000, 123_456_789),
};
const outcome = {
  status: fc.constantFrom(0, 200, 404, 503),
  latencyMs: fc.option(fc.nat(2_000)),
};
const call = fc.record({
  ...place,
  ageMs: ages,
  jitterMs: fc.nat(1_500),
  count: fc.integer({ min: 1, max: 4 }),
});
const once = fc.record({ ...place, jitterMs: fc.nat(1_500), key: fc.nat(4) });
const event = fc.record({ ...place, ...outcome, ageMs: ages, id: fc.nat(25) });
const settlement = fc.record({
  ...outcome,
  pick: fc.nat(),
  milli: place.milli,
  endpoint: fc.option(fc.constantFrom('GET /c')),
});
const step = fc.oneof(
  fc.record({ kind: fc.constant('calls' as const), calls: fc.array(call, { minLength: 1, maxLength: 5 }) }),
  fc.record({ kind: fc.constant('once' as const), once }),
  fc.record({
    kind: fc.constant('events' as const),
    events: fc.array(event, { minLength: 1, maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant('settle' as const),
    settlements: fc.array(settlement, { minLength: 1, maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant('post' as const) }),
);
/** Steps of one round run at once. */
const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

class PlainLedger {
  readonly uses = new Map<string, Use>();
  readonly settled = new Set<string>();
  readonly claimed = new Set<string>();

  constructor(
    readonly ctx: Context,
    readonly customers: string[],
  ) {}

  async run(step: Step): Promise<void> {
    if (step.kind === 'calls') await Promise.all(step.calls.map((one) => this.call(one)));
    if (step.kind === 'once') await this.callOnce(step.once);
    if (step.kind === 'events') await this.record(step.events);
    if (step.kind === 'settle') await this.settle(step.settlements);
    if (step.kind === 'post') await postUsage();
  }

  private entry({
    customer,
    endpoint,
    keyId,
    milli,
  }: Pick<Use, 'customer' | 'endpoint' | 'keyId' | 'milli'>) {
    return {
      providerId: this.ctx.provider.id,
      customerId: this.customers[customer] as string,
      meter: 'calls',
      quantity: quantityOf(milli),
      endpoint,
      keyId,
    };
  }

  private async call({
    count,
    ageMs,
    jitterMs,
    ...use
  }: typeof call extends fc.Arbitrary<infer C> ? C : never) {
    const occurredAtMs = NOW_MS - ageMs - jitterMs;
    const one = {
      ...this.entry(use),
      occurredAt: new Date(occurredAtMs),
      isCounted: true,
      idempotency: null,
    };
    const outcomes = await callWriter().append(Array.from({ length: count }, () => one));
    for (const { id, isFirst } of outcomes) {
      expect(isFirst).toBe(true);
      this.add(id, { ...use, occurredAtMs, status: 0, latencyMs: null });
    }
  }

  private async callOnce({ key, jitterMs, ...use }: typeof once extends fc.Arbitrary<infer C> ? C : never) {
    const occurredAtMs = NOW_MS - jitterMs;
    const claim = `try ${key}`;
    const idempotency = { key: claim, answerOf: (id: string | null) => JSON.stringify(id) };
    const one = { ...this.entry(use), occurredAt: new Date(occurredAtMs), isCounted: true, idempotency };
    const [outcome] = await callWriter().append([one]);
    if (!outcome?.isFirst) return;
    expect(this.claimed.has(claim)).toBe(false);
    this.claimed.add(claim);
    this.add(outcome.id, { ...use, occurredAtMs, status: 0, latencyMs: null });
  }

  private async record(events: (typeof event extends fc.Arbitrary<infer E> ? E : never)[]) {
    const entries = events.map(({ id, ageMs, status, latencyMs, ...use }) => ({
      ...this.entry(use),
      ...{ status, latencyMs, eventId: `event ${id}`, properties: null },
      ...{ occurredAt: new Date(NOW_MS - ageMs), receivedAt: new Date(NOW_MS) },
    }));
    const outcomes = await eventWriter().append(entries);
    for (const [index, { id: _id, ageMs, ...use }] of events.entries()) {
      if (!outcomes[index]?.isNew) continue;
      this.add(entries[index]?.eventId ?? null, { ...use, occurredAtMs: NOW_MS - ageMs });
    }
  }

  private async settle(settlements: (typeof settlement extends fc.Arbitrary<infer S> ? S : never)[]) {
    const calls = [...this.uses.keys()].filter((id) => id.startsWith('use_'));
    const asked = settlements.map(({ pick, milli, ...one }) => ({
      ...one,
      id: calls[pick % calls.length] ?? 'use_none',
      cost: quantityOf(milli),
    }));
    const { settled } = await settleUsage(this.ctx.provider.id, new Date(NOW_MS), asked);
    for (const { index } of settled) {
      const { id, status, latencyMs, endpoint } = asked[index] as (typeof asked)[0];
      expect(this.settled.has(id)).toBe(false);
      this.settled.add(id);
      const use = this.uses.get(id) as Use;
      const { milli } = settlements[index] as (typeof settlements)[0];
      this.uses.set(id, { ...use, milli, status, latencyMs, endpoint: endpoint ?? use.endpoint });
    }
  }

  private add(id: string | null, use: Use): void {
    if (id === null || this.uses.has(id)) throw new Error(`counted twice: ${id}`);
    this.uses.set(id, use);
  }

  of(customer: number): Use[] {
    return [...this.uses.values()].filter((use) => use.customer === customer);
  }
}

const quantityOf = (milli: number) => String(milli / 1_000);
const sumOf = (uses: Use[]) => uses.reduce((sum, use) => sum + use.milli, 0) / 1_000;

/** `name → sum, calls`, as the usage query answers by a dimension. */
function grouped(uses: Use[], by: (use: Use) => string): Record<string, [number, number]> {
  const groups = new Map<string, Use[]>();
  for (const use of uses) groups.set(by(use), [...(groups.get(by(use)) ?? []), use]);
  return Object.fromEntries([...groups].map(([name, of]) => [name, [sumOf(of), of.length]]));
}

const localDay = ({ occurredAtMs }: Use) =>
  new Date(Math.floor((occurredAtMs + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS).toISOString();

async function expectQueriesToAgree({ ctx }: PlainLedger, uses: Use[], customer: string): Promise<void> {
  const span = { from: new Date(NOW_MS - 100 * DAY_MS), to: new Date(NOW_MS + 1) };
  const rows = async (groupBy: 'endpoint' | 'status' | 'key') => {
    const { data } = await queryUsage(ctx, { customer, granularity: 'total', groupBy, ...span });
    return Object.fromEntries(data.map((row) => [row.group, [row.quantity, row.calls]]));
  };
  expect(await rows('endpoint')).toEqual(grouped(uses, (use) => use.endpoint));
  expect(await rows('status')).toEqual(grouped(uses, (use) => String(use.status)));
  expect(await rows('key')).toEqual(grouped(uses, (use) => use.keyId));
  const { data, total } = await queryUsage(ctx, { customer, granularity: 'day', ...span });
  expect(Object.fromEntries(data.map((row) => [row.start, [row.quantity, row.calls]]))).toEqual(
    grouped(uses, localDay),
  );
  const timed = uses.flatMap((use) => use.latencyMs ?? []);
  const average = timed.reduce((sum, latency) => sum + latency, 0) / timed.length;
  expect(total).toEqual({
    quantity: sumOf(uses),
    calls: uses.length,
    errors: uses.filter((use) => use.status >= 400).length,
    latencyMsAvg: timed.length > 0 ? Math.round(average * 10) / 10 : null,
  });
}

/** Use by use: the view of raw uses, corrected by the settlements, is the list. */
async function expectViewToAgree({ ctx, customers, uses }: PlainLedger): Promise<void> {
  const { rows } = await runtime().pool.query(
    `SELECT e.event_id, e.customer_id, (1000 * (e.quantity + coalesce(s.quantity_delta, 0)))::bigint AS milli,
       coalesce(s.endpoint, e.endpoint) AS endpoint, coalesce(s.status, e.status) AS status, e.key_id
     FROM ledger.usage_event e LEFT JOIN ledger.settlement s USING (provider_id, event_id)
     WHERE e.provider_id = $1 AND e.customer_id = ANY ($2)`,
    [ctx.provider.id, customers],
  );
  const stored = rows.map((row) => [
    ...[row.event_id, customers.indexOf(row.customer_id), Number(row.milli)],
    ...[row.endpoint, row.status, row.key_id],
  ]);
  const expected = [...uses].map(([id, use]) => [
    ...[id, use.customer, use.milli],
    ...[use.endpoint, use.status, use.keyId],
  ]);
  expect(stored.map(String).sort()).toEqual(expected.map(String).sort());
}

/** To the millisecond: the span may cut through a commit. */
async function expectMeasureToAgree(ctx: Context, uses: Use[], customerId: string, cutMs: number) {
  for (const chargeableBelow of [400, 500, 1_000]) {
    const cut = new Date(NOW_MS - cutMs);
    const [from, to] = [new Date(NOW_MS - 100 * DAY_MS), new Date(NOW_MS + 1)];
    const charged = uses.filter((use) => use.status < chargeableBelow);
    const before = charged.filter((use) => use.occurredAtMs < cut.getTime());
    const after = charged.filter((use) => use.occurredAtMs >= cut.getTime());
    for (const [span, of] of [
      [{ start: from, end: cut }, before],
      [{ start: cut, end: to }, after],
    ] as const) {
      const measured = await measureUsage(ctx, {
        customerId,
        meter: 'calls',
        chargeableBelow,
        span,
      });
      expect([Number(measured.quantity), Number(measured.calls)]).toEqual([sumOf([...of]), of.length]);
    }
  }
}

it('queries, raw uses, settlements, measures and rollups agree, whatever came in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(rounds, fc.nat(2_000), async (steps, cutMs) => {
      const { ctx } = await givenProvider();
      const customers = [(await givenCustomer(ctx)).id, (await givenCustomer(ctx)).id];
      const ledger = new PlainLedger(ctx, customers);
      for (const round of steps) await Promise.all(round.map((one) => ledger.run(one)));
      for (const [index, id] of customers.entries()) {
        await expectQueriesToAgree(ledger, ledger.of(index), id);
        await expectMeasureToAgree(ctx, ledger.of(index), id, cutMs);
      }
      await expectViewToAgree(ledger);
      const claims = [...ledger.uses.keys()].filter((id) => id.startsWith('event')).length;
      expect(await reconcileUsage(ctx)).toMatchObject({ differences: [], claims, claimedEvents: claims });
    }),
    { numRuns: 15 },
  );
});
