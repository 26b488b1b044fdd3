import { Logger, run } from 'graphile-worker';
import { logger } from '@/lib/infra/logger';
import { metrics } from '@/lib/infra/metrics';
import { runtime } from '@/lib/infra/runtime';
import { startNotifying } from '@/lib/notify/worker';
import { SCHEDULE, TASKS } from './schedule';

/** Jobs run beside requests in the same process; a few at once leave it room. */
const CONCURRENCY = 2;

/**
 * Starts this process's part of the background work. Every web process may run it: the queue in the database
 * hands each job to one of them. Returns what stops it, after the jobs in hand are done.
 */
export async function startJobs(): Promise<() => Promise<void>> {
  const runner = await run({
    pgPool: runtime().pool,
    taskList: TASKS,
    crontab: SCHEDULE,
    concurrency: CONCURRENCY,
    // The server stops its parts in order, on its own signal handlers.
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: new Logger(() => (level, message, meta) => {
      if (level === 'error') logger().error({ meta }, message);
      else logger().debug({ meta }, message);
    }),
  });
  const { jobs } = metrics();
  runner.events.on('job:success', ({ job }) => jobs.inc({ task: job.task_identifier, outcome: 'done' }));
  runner.events.on('job:error', ({ job }) => jobs.inc({ task: job.task_identifier, outcome: 'failed' }));
  const stopNotifying = startNotifying();
  return async () => {
    await Promise.all([runner.stop(), stopNotifying()]);
  };
}
