import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster, Redis } from 'ioredis';
import { announcements } from './announcements';
import type { StripeAddress } from './embedded/stripe';
import { logger } from './logger';
import { createPool, createPrisma } from './postgres';
import { hasRuntime, type Runtime, runtime, setRuntime } from './runtime';

const READY_PATIENCE_MS = 2_000;

export interface ServiceAddresses {
  databaseUrl: string;
  redisNodes: string[] | null;
  authSecret: string;
  /** Stripe's own or the local one. */
  stripe?: StripeAddress | null;
}

/** Opens this process's connections. The database must have been migrated. */
export async function startRuntime(addresses: ServiceAddresses): Promise<Runtime> {
  if (hasRuntime()) return runtime();
  const pool = createPool(addresses.databaseUrl);
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => logger().warn({ err: error.message }, 'an idle database connection broke'));
  const prisma = createPrisma(pool);
  const redis = addresses.redisNodes ? connectRedis(addresses.redisNodes) : null;
  setRuntime({
    databaseUrl: addresses.databaseUrl,
    pool,
    prisma,
    redis,
    authSecret: addresses.authSecret,
    stripe: addresses.stripe ?? null,
    rooms: new Map(),
    closers: [
      async () => {
        await prisma.$disconnect();
        await pool.end().catch(() => undefined);
      },
      async () => redis?.disconnect(),
    ],
  });
  await Promise.all([announcements().connect(), redis && becomesReady(redis)]);
  return runtime();
}

/** Closes what this process opened, the last opened first. */
export async function stopRuntime(): Promise<void> {
  if (!hasRuntime()) return;
  const { closers } = runtime();
  for (const close of closers.reverse()) {
    await close().catch((error) => logger().warn({ err: error }, 'while closing'));
  }
  setRuntime(undefined);
}

/**
 * Waits for the first connection, but not for ever: without Redis the product runs degraded, as it would if
 * Redis went away later.
 */
async function becomesReady(redis: Redis | Cluster): Promise<void> {
  if (redis.status === 'ready') return;
  const inTime = await Promise.race([
    new Promise<boolean>((resolve) => redis.once('ready', () => resolve(true))),
    sleep(READY_PATIENCE_MS, false),
  ]);
  if (!inTime)
    logger().warn('Redis cannot be reached; calls are let through or denied as each provider chose');
}

/**
 * A connection that fails fast: a call that must be decided now is better answered "degraded" than kept
 * waiting for Redis to come back.
 */
function connectRedis(nodes: string[]): Redis | Cluster {
  const options = {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    connectTimeout: 1_000,
    commandTimeout: 1_000,
    enableAutoPipelining: true,
    retryStrategy: (attempt: number) => Math.min(attempt * 50, 1_000),
  };
  const client =
    nodes.length === 1
      ? new Redis(nodes[0] as string, options)
      : new Cluster(nodes, { redisOptions: options, enableAutoPipelining: true, enableOfflineQueue: false });
  client.on('error', (error: Error) => logger().warn({ err: error.message }, 'redis'));
  return client;
}
