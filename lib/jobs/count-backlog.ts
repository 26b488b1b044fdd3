import { runtime } from '@/lib/infra/runtime';

/** Background work that is due and not done, over all providers. */
export interface Backlog {
  /** Jobs that may begin now. */
  jobs: number;
  /** Of all jobs, those that were tried as often as they may be. */
  failedJobs: number;
  /** Webhook deliveries whose next attempt is due. */
  webhooks: number;
  /** Age of the oldest due job, in seconds. */
  oldestJobSeconds: number;
}

/** Where no worker has ever run there is no queue, and nothing waits in it. */
export async function countBacklog(): Promise<Backlog> {
  const { pool } = runtime();
  const { rows: queue } = await pool.query<{ exists: boolean }>(
    `SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS exists`,
  );
  const webhooks = await pool.query<{ due: number }>(
    'SELECT count(*)::int AS due FROM webhook_delivery WHERE next_attempt_at <= now()',
  );
  const nothing = { due: 0, failed: 0, oldest: 0 };
  const { rows: jobs } = queue[0]?.exists
    ? await pool.query<typeof nothing>(`
        SELECT count(*) FILTER (WHERE is_due)::int AS due,
               count(*) FILTER (WHERE attempts >= max_attempts)::int AS failed,
               coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE is_due)), 0)::int AS oldest
        FROM (
          SELECT *, run_at <= now() AND locked_at IS NULL AND attempts < max_attempts AS is_due
          FROM graphile_worker._private_jobs
        ) AS jobs`)
    : { rows: [nothing] };
  const { due, failed, oldest } = jobs[0] ?? nothing;
  return { jobs: due, failedJobs: failed, webhooks: webhooks.rows[0]?.due ?? 0, oldestJobSeconds: oldest };
}
