import { describe, expect, it } from 'vitest';
import type { Context } from '@/lib/core/context';
import { type GivenProvider, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed, type Subscribed } from '@/lib/testing/hot-path-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { reconcileUsage } from '@/lib/usage';
import { accounts } from './accounts';
import { gauge, gaugeWindow } from './gauge-of-process';
import { rebuildGauge, reconcileGauge } from './reconcile-gauge';
import { recordEvents } from './record-events';
import { settleRequestSchema, verifyRequestSchema } from './schemas';
import { settleCalls } from './settle-calls';
import { verifyCall } from './verify-call';

useRuntime({ redis: true });

async function call(ctx: Context, { secret }: Subscribed, cost: number): Promise<string> {
  const answer = await verifyCall(ctx, verifyRequestSchema.parse({ key: secret, cost, endpoint: 'GET /a' }));
  const { id } = typeof answer === 'string' ? JSON.parse(answer) : answer;
  return id;
}

/** Calls, some of them settled to another cost, status, endpoint and latency, and an event. */
async function givenTraffic(provider: GivenProvider): Promise<Subscribed> {
  const { ctx } = provider;
  const one = await givenSubscribed(provider);
  const ids = await Promise.all([1, 1, 2, 3, 0.5].map((cost) => call(ctx, one, cost)));
  const settlements = [
    { id: ids[0], cost: 4, status: 200, latencyMs: 120, endpoint: 'GET /b' },
    { id: ids[1], cost: 0, status: 503 },
    { id: ids[2], cost: 2, status: 404, latencyMs: 8 },
  ];
  await settleCalls(ctx, settleRequestSchema.parse({ settlements }));
  const id = `event of ${one.customer.id}`;
  await recordEvents(ctx, [{ id, value: { id, customer: one.customer.id, quantity: 7, status: 200 } }]);
  return one;
}

async function tamper(ctx: Context, { customer }: Subscribed): Promise<void> {
  const plan = (await accounts().byCustomerId(ctx, customer.id))?.plan;
  if (!plan) throw new Error('no plan');
  const { key: window } = gaugeWindow(ctx, customer.id, plan, ctx.clock.now());
  await gauge().follow(window, [{ meter: 'calls', keyId: '', units: 5, calls: 1 }], '999999999');
}

describe('gauge and ledger', () => {
  it('agree after calls, settlements and events', async () => {
    const provider = await givenProvider();
    await givenTraffic(provider);
    expect(await reconcileGauge(provider.ctx)).toEqual({
      kind: 'redis',
      subscribers: 1,
      compared: 1,
      differences: [],
    });
  });

  it('are told apart when a counter went wrong, and agree again once rebuilt', async () => {
    const provider = await givenProvider();
    const one = await givenTraffic(provider);
    await tamper(provider.ctx, one);
    const { differences } = await reconcileGauge(provider.ctx);
    expect(differences).toEqual([
      { customerId: one.customer.id, meter: 'calls', keyId: '', gaugeUnits: 12, ledgerUnits: 7 },
    ]);
    await rebuildGauge(provider.ctx);
    expect(await reconcileGauge(provider.ctx)).toMatchObject({ compared: 0, differences: [] });
    await call(provider.ctx, one, 1);
    expect(await reconcileGauge(provider.ctx)).toMatchObject({ compared: 1, differences: [] });
  });

  it('leaves the counters of other providers alone when one is rebuilt', async () => {
    const [mine, other] = [await givenProvider(), await givenProvider()];
    await givenTraffic(mine);
    await givenTraffic(other);
    await rebuildGauge(mine.ctx);
    expect(await reconcileGauge(mine.ctx)).toMatchObject({ compared: 0 });
    expect(await reconcileGauge(other.ctx)).toMatchObject({ compared: 1, differences: [] });
  });
});

describe('events and rollups', () => {
  it('agree after calls that were settled to another cost, status, endpoint and latency', async () => {
    const provider = await givenProvider();
    await givenTraffic(provider);
    const proof = await reconcileUsage(provider.ctx);
    expect(proof).toMatchObject({ claims: 1, claimedEvents: 1, differences: [] });
    expect(proof.meters).toMatchObject([{ eventQuantity: '16.5', eventCalls: 6, rollupQuantity: '16.5' }]);
  });
});
