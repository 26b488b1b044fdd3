import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { startRuntime, stopRuntime } from '@/lib/infra/start';
import { type GivenProvider, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed, type Subscribed } from '@/lib/testing/hot-path-fixture';
import { type RedisCluster, startRedisCluster } from '@/lib/testing/redis-cluster';
import { freshDatabase } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';
import { gaugeContract } from './gauge-contract';
import { reconcileGauge } from './reconcile-gauge';
import { RedisGauge } from './redis-gauge';
import { verifyRequestSchema } from './schemas';
import { verifyCall } from './verify-call';

const CUSTOMERS = 12;

describe.skipIf(inject('redisUrl') === null)('a Redis Cluster of three masters', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-cluster-'));
  let cluster: RedisCluster;
  let provider: GivenProvider;

  beforeAll(async () => {
    cluster = await startRedisCluster(folder);
    await startRuntime({
      databaseUrl: await freshDatabase(),
      redisNodes: cluster.urls,
      authSecret: 'a secret that only tests use, 32 characters',
    });
    provider = await givenProvider();
  });
  afterAll(async () => {
    await stopRuntime();
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const verify = ({ secret }: Subscribed) =>
    verifyCall(provider.ctx, verifyRequestSchema.parse({ key: secret }));
  const counted = async ({ customer }: Subscribed) =>
    (await queryUsage(provider.ctx, { customer: customer.id, granularity: 'total' })).total.calls;
  const given = () =>
    Promise.all(
      Array.from({ length: CUSTOMERS }, () =>
        givenSubscribed(provider, {
          rateLimit: { limit: 1_000, windowSeconds: 60 },
          quotas: [{ meter: 'calls', limit: 20, hard: true }],
        }),
      ),
    );

  gaugeContract(() => new RedisGauge(runtime().redis as NonNullable<ReturnType<typeof runtime>['redis']>));

  it('spreads the customers over its masters and gives each exactly its allowance', async () => {
    const customers = await given();
    const answers = await Promise.all(
      customers.flatMap((one) => Array.from({ length: 30 }, async () => (await verify(one)).code)),
    );
    expect(answers.filter((code) => code === 'ok')).toHaveLength(CUSTOMERS * 20);
    for (const one of customers) expect(await counted(one)).toBe(20);
    expect(await reconcileGauge(provider.ctx)).toMatchObject({ compared: CUSTOMERS, differences: [] });
    const keys = await Promise.all(cluster.urls.map(keysOf));
    expect(Math.min(...keys.map((list) => list.length))).toBeGreaterThan(0);
    // A decision may touch one slot alone: all keys of a customer lie on one master.
    for (const { customer } of customers) {
      expect(keys.filter((list) => list.some((key) => key.includes(customer.id)))).toHaveLength(1);
    }
  });

  it('that lost a master lets calls through, counted and flagged', async () => {
    const customers = await given();
    await cluster.kill(0);
    const answers = await Promise.all(customers.map(verify));
    expect(answers.every((answer) => answer.allowed)).toBe(true);
    expect(answers.some((answer) => answer.degraded)).toBe(true);
    for (const one of customers) expect(await counted(one)).toBe(1);
  });
});

async function keysOf(url: string): Promise<string[]> {
  const node = new Redis(url);
  const keys = await node.keys('tg1:*');
  node.disconnect();
  return keys;
}
