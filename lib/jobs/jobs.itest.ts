import { expect, it } from 'vitest';
import { reconcileGauge, verifyCall, verifyRequestSchema } from '@/lib/access';
import { runtime } from '@/lib/infra/runtime';
import { givenProvider } from '@/lib/testing/factories';
import { givenSubscribed } from '@/lib/testing/hot-path-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { postUsage } from '@/lib/usage';
import { checkGauges } from './check-gauges';
import { forgetOldRecords } from './forget-old-records';
import { makePartitions } from './make-partitions';

useRuntime();

it('the ledger has partitions for this month and the three to come', async () => {
  await makePartitions();
  const { rows } = await runtime().pool.query(
    "SELECT count(*)::int AS months FROM pg_inherits WHERE inhparent = 'ledger.posted_rollup'::regclass",
  );
  expect(rows[0].months).toBeGreaterThanOrEqual(4);
});

it('counters that went wrong are loaded from the ledger again', async () => {
  const provider = await givenProvider();
  const one = await givenSubscribed(provider);
  await verifyCall(provider.ctx, verifyRequestSchema.parse({ key: one.secret }));
  await postUsage();
  // A call that the gauge has not seen, as if its counter had been lost in a crash.
  await runtime().pool.query(
    'UPDATE ledger.posted_rollup SET quantity = quantity + 1 WHERE provider_id = $1',
    [provider.ctx.provider.id],
  );
  expect((await reconcileGauge(provider.ctx)).differences).toHaveLength(1);
  await checkGauges();
  expect((await reconcileGauge(provider.ctx)).differences).toEqual([]);
});

it('answers kept for idempotency keys are forgotten after their day, not before', async () => {
  const provider = await givenProvider();
  const one = await givenSubscribed(provider);
  const request = { key: one.secret, idempotencyKey: 'once' };
  await verifyCall(provider.ctx, verifyRequestSchema.parse(request));
  await forgetOldRecords();
  const kept = async () => (await runtime().pool.query('SELECT 1 FROM ledger.verify_answer')).rowCount;
  expect(await kept()).toBe(1);
  await runtime().pool.query("UPDATE ledger.verify_answer SET created_at = created_at - interval '27 hours'");
  await forgetOldRecords();
  expect(await kept()).toBe(0);
});
