import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { announcements } from '@/lib/infra/announcements';
import { runtime } from '@/lib/infra/runtime';
import { givenProvider } from '@/lib/testing/factories';
import { givenSubscribed } from '@/lib/testing/hot-path-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { accounts } from './accounts';
import { gauge, gaugeWindow } from './gauge-of-process';
import { rebuildGauge, reconcileGauge } from './reconcile-gauge';
import { verifyRequestSchema } from './schemas';
import { verifyCall } from './verify-call';

useRuntime();

async function givenCounted() {
  const { ctx } = await givenProvider();
  const one = await givenSubscribed({ ctx } as Parameters<typeof givenSubscribed>[0], {
    quotas: [{ meter: 'calls', limit: 3, hard: true }],
  });
  const call = () => verifyCall(ctx, verifyRequestSchema.parse({ key: one.secret }));
  for (let calls = 0; calls < 3; calls++) await call();
  return { ctx, customerId: one.customer.id, call };
}

describe('rebuilding the gauge of a process', () => {
  it('is done by every process when any of them, or the shell, announces it', async () => {
    const { ctx, call } = await givenCounted();
    expect(await reconcileGauge(ctx)).toMatchObject({ kind: 'process', compared: 1, differences: [] });
    // As another process would say it.
    await runtime().pool.query("SELECT pg_notify('tollgate_rebuild', $1)", [ctx.provider.id]);
    await announcements().barrier();
    await sleep(20);
    expect(await reconcileGauge(ctx)).toMatchObject({ compared: 0 });
    expect(await call()).toMatchObject({ allowed: false, code: 'quota_exceeded' });
  });

  it('takes the ledger for the truth: what was lost is denied again, what was too much is allowed again', async () => {
    const { ctx, customerId, call } = await givenCounted();
    const plan = (await accounts().byCustomerId(ctx, customerId))?.plan;
    if (!plan) throw new Error('no plan');
    const { key: window } = gaugeWindow(ctx, customerId, plan, ctx.clock.now());
    const wrong = { meter: 'calls', keyId: '', units: -2, calls: -2 };
    await gauge().follow(window, [wrong], '999999999');
    expect((await reconcileGauge(ctx)).differences).toHaveLength(1);
    await rebuildGauge(ctx);
    expect(await call()).toMatchObject({ allowed: false, code: 'quota_exceeded' });
    expect(await reconcileGauge(ctx)).toMatchObject({ compared: 1, differences: [] });
  });
});
