import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { startRuntime, stopRuntime } from '@/lib/infra/start';
import { TEMPLATE_DATABASE } from './global-setup';

/** Makes a migrated, empty database of its own and returns its URL. */
export async function freshDatabase(): Promise<string> {
  const url = new URL(inject('databaseUrl'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  // A template can be copied by one session at a time; the lock goes with the session.
  await client.query('SELECT pg_advisory_lock(7205003)');
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Gives the test file a started runtime on a database of its own. `redis: true` keeps the gauge in the run's
 * Redis (the tests of such files use customers of their own, so they share it); otherwise in the process.
 */
export function useRuntime(options: { redis?: boolean } = {}): void {
  beforeAll(async () => {
    const redisUrl = inject('redisUrl');
    if (options.redis && !redisUrl) {
      throw new Error(
        "Put this into describe.skipIf(inject('redisUrl') === null): the machine may have no Redis.",
      );
    }
    await startRuntime({
      databaseUrl: await freshDatabase(),
      redisNodes: options.redis && redisUrl ? [redisUrl] : null,
      authSecret: 'a secret that only tests use, 32 characters',
    });
  });
  afterAll(stopRuntime);
}
