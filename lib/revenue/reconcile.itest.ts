import { describe, expect, it } from 'vitest';
import { recordEvents } from '@/lib/access';
import { runDue, subscribeCustomer } from '@/lib/billing';
import { standingClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';
import { givenCustomer, givenPlan, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { postUsage } from '@/lib/usage';
import { reconcile } from './reconcile';

useRuntime();

const DAY_MS = 86_400_000;

/** One subscriber with two closed periods and one that runs, and a customer without a plan. */
async function givenHistory(): Promise<{ ctx: Context; subscriber: string; stranger: string }> {
  const { ctx } = await givenProvider();
  const now = ctx.clock.now();
  const plan = await givenPlan(ctx);
  const subscriber = await givenCustomer(ctx);
  const stranger = await givenCustomer(ctx);
  const start = new Date(now.getTime() - 70 * DAY_MS);
  const then = { ...ctx, clock: standingClock(start) };
  await subscribeCustomer(then, { customer: subscriber.id, plan: plan.slug });
  await recordEvents(
    ctx,
    Array.from({ length: 140 }, (_, index) => {
      const id = `${subscriber.id} ${index}`;
      const timestamp = new Date(start.getTime() + (index + 1) * (DAY_MS / 2.1)).toISOString();
      const status = index % 20 === 0 ? 503 : 200;
      const customer = index % 35 === 34 ? stranger.id : subscriber.id;
      return { id, value: { id, customer, quantity: 1000, timestamp, status } };
    }),
  );
  await runDue(ctx, { until: now, clockAt: (instant) => standingClock(instant) });
  return { ctx, subscriber: subscriber.id, stranger: stranger.id };
}

describe('the proof', () => {
  it('is that every event is in the rollups, and billed or known not to be', async () => {
    const { ctx } = await givenHistory();
    const { events, rollups, billed, unbilled, differences, meters } = await reconcile(ctx);
    expect(events).toBe(140);
    expect(rollups).toBe(140);
    expect(billed + unbilled).toBe(140);
    expect(billed).toBeGreaterThan(80);
    expect(meters[0]?.unbilled.notCharged).toBeGreaterThan(0);
    expect(meters[0]?.unbilled.open).toBeGreaterThan(0);
    expect(differences).toEqual([]);
  });

  it('shows what came late to a billed period until the next invoice takes it', async () => {
    const { ctx, subscriber } = await givenHistory();
    const timestamp = new Date(ctx.clock.now().getTime() - 60 * DAY_MS).toISOString();
    const value = { id: 'late', customer: subscriber, timestamp, quantity: 5 };
    await recordEvents(ctx, [{ id: 'late', value }]);
    const { events, billed, unbilled, meters, differences } = await reconcile(ctx);
    expect(meters[0]?.unbilled.late).toBe(1);
    expect(billed + unbilled).toBe(events);
    expect(differences).toEqual([]);
  });

  it('finds a tampered rollup', async () => {
    const { ctx, subscriber } = await givenHistory();
    await postUsage();
    await runtime().pool.query(
      `UPDATE ledger.posted_rollup SET quantity = quantity + 1 WHERE provider_id = $1 AND (customer_id, bucket) =
        (SELECT customer_id, min(bucket) FROM ledger.posted_rollup WHERE provider_id = $1 AND customer_id = $2
         GROUP BY 1)`,
      [ctx.provider.id, subscriber],
    );
    const { differences } = await reconcile(ctx);
    expect(differences).toMatchObject([{ kind: 'rollup', customer: subscriber, meter: 'calls' }]);
  });

  it('finds an event that was taken away from under its claim', async () => {
    const { ctx } = await givenHistory();
    await runtime().pool.query("DELETE FROM ledger.event WHERE provider_id = $1 AND event_id LIKE '% 7'", [
      ctx.provider.id,
    ]);
    const kinds = (await reconcile(ctx)).differences.map(({ kind }) => kind);
    expect(kinds).toContain('claims');
    expect(kinds).toContain('rollup');
  });

  it('finds usage that two invoices have billed', async () => {
    const { ctx } = await givenHistory();
    await runtime().pool.query(
      `UPDATE usage_charge SET span_end = span_end + interval '10 days' WHERE provider_id = $1`,
      [ctx.provider.id],
    );
    const { differences } = await reconcile(ctx);
    expect(differences).toMatchObject([{ kind: 'billing', meter: 'calls', expected: '140 calls' }]);
  });

  it('names the customers who call without a plan', async () => {
    const { ctx, stranger } = await givenHistory();
    const { leakage } = await reconcile(ctx);
    expect(leakage).toContainEqual({
      kind: 'no_subscription',
      customer: stranger,
      quantity: '4000',
      amount: 400,
      currency: 'INR',
    });
  });

  it("says nothing of another provider's ledger", async () => {
    await givenHistory();
    const { ctx } = await givenProvider();
    expect(await reconcile(ctx)).toMatchObject({
      events: 0,
      rollups: 0,
      billed: 0,
      differences: [],
      leakage: [],
    });
  });
});
