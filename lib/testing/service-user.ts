import { embeddedPostgres } from '@/lib/infra/embedded/postgres';
import { embeddedRedis } from '@/lib/infra/embedded/redis';

/** Uses the embedded services of DATA_DIR until it is told to stop, as the server and the commands do. */
export async function main(): Promise<void> {
  const dataDir = process.env.DATA_DIR as string;
  const postgres = await embeddedPostgres(dataDir);
  const redis = await embeddedRedis(dataDir);
  process.once('SIGTERM', async () => {
    await redis?.release();
    await postgres.release();
    process.exit(0);
  });
  process.stdout.write(`${JSON.stringify({ postgres: postgres.url, redis: redis?.url ?? null })}\n`);
  setInterval(() => undefined, 60_000);
}
