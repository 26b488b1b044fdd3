import { Client } from 'pg';
import type { ProviderId } from '@/lib/core/context';
import { runtime, single } from '@/lib/infra/runtime';

/** The first half of the advisory lock's key; the second is made of the provider. */
const LOCK_CLASS = 7205010;

const queues = () => single('clock-movers', () => new Map<string, Promise<unknown>>());

/**
 * Runs one mover of a provider's clock at a time, over all processes: an advisory lock, held on a connection of
 * its own so that waiting movers do not use up the pool, and a queue in front of it within the process.
 */
export async function oneMover<T>(providerId: ProviderId, work: () => Promise<T>): Promise<T> {
  const before = queues().get(providerId) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(() => underLock(providerId, work));
  queues().set(providerId, mine);
  try {
    return await mine;
  } finally {
    if (queues().get(providerId) === mine) queues().delete(providerId);
  }
}

async function underLock<T>(providerId: ProviderId, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: runtime().databaseUrl, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, providerId]);
    return await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}
