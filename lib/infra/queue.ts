import type { Context } from '@/lib/core/context';
import { db } from './postgres';

interface QueuedJob {
  task: string;
  payload: Record<string, string>;
}

/**
 * Puts a job into the queue in the transaction of what it follows from: it runs soon after the commit, or never
 * was. One that waits already does for both. Where no worker has ever run (a shell command on a new database)
 * there is no queue yet; what is due is then found by the schedule.
 */
export async function enqueue(
  ctx: Pick<Context, 'transaction'>,
  { task, payload }: QueuedJob,
): Promise<void> {
  const text = JSON.stringify(payload);
  const [queue] = await db(ctx).$queryRaw<{ exists: boolean }[]>`
    SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS exists`;
  if (!queue?.exists) return;
  await db(ctx).$executeRaw`
    SELECT graphile_worker.add_job(${task}::text, ${text}::json, job_key := ${`${task} ${text}`}::text)`;
}
