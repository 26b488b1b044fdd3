import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type EmbeddedRedis, embeddedRedis } from '@/lib/infra/embedded/redis';
import { runtime } from '@/lib/infra/runtime';
import { startRuntime, stopRuntime } from '@/lib/infra/start';
import { type GivenProvider, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed, type Subscribed } from '@/lib/testing/hot-path-fixture';
import { freshDatabase } from '@/lib/testing/runtime';
import { queryUsage } from '@/lib/usage';
import { type VerifyRequest, verifyRequestSchema } from './schemas';
import { verifyCall } from './verify-call';

describe.skipIf(inject('redisUrl') === null)('Redis', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-redis-'));
  let redis: EmbeddedRedis;
  let provider: GivenProvider;
  let one: Subscribed;

  beforeAll(async () => {
    redis = (await embeddedRedis(folder)) as EmbeddedRedis;
    await startRuntime({
      databaseUrl: await freshDatabase(),
      redisNodes: [redis.url],
      authSecret: 'a secret that only tests use, 32 characters',
    });
    provider = await givenProvider();
    one = await givenSubscribed(provider, { quotas: [{ meter: 'calls', limit: 10, hard: true }] });
  });
  afterAll(async () => {
    await stopRuntime();
    await redis.release();
    rmSync(folder, { recursive: true, force: true });
  });

  const verify = (request: Partial<VerifyRequest> = {}) =>
    verifyCall(provider.ctx, verifyRequestSchema.parse({ key: one.secret, ...request }));
  const counted = async () =>
    (await queryUsage(provider.ctx, { customer: one.customer.id, granularity: 'total' })).total.calls;

  it('that lost its data is filled again from the ledger at the next call', async () => {
    expect(await verify()).toMatchObject({ allowed: true, quota: { used: 1 } });
    await runtime().redis?.flushall();
    expect(await verify()).toMatchObject({ allowed: true, quota: { used: 2, remaining: 8 } });
  });

  it('that is away lets calls through, counted and flagged, or not, as the provider chose', async () => {
    await redis.release();
    expect(await verify()).toMatchObject({ allowed: true, code: 'ok', degraded: true, quota: null });
    expect(await counted()).toBe(3);
    const strict = { ...provider.ctx, provider: { ...provider.ctx.provider, gaugeFailure: 'deny' as const } };
    const refused = verifyCall(strict, verifyRequestSchema.parse({ key: one.secret }));
    await expect(refused).rejects.toMatchObject({ code: 'unavailable', status: 503 });
    expect(await counted()).toBe(3);
  });
});
