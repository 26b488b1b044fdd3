import { env } from '@/lib/env';
import { startRuntime } from '@/lib/infra/start';
import { startNotifying } from '@/lib/notify/worker';

/** A process that does nothing but tell the world, for tests that kill it or run several. */
export async function main(): Promise<void> {
  const { databaseUrl, authSecret } = env();
  await startRuntime({
    databaseUrl: databaseUrl as string,
    redisNodes: null,
    authSecret: authSecret as string,
  });
  startNotifying();
  process.stdout.write('started\n');
}
