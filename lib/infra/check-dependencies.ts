import { setTimeout as sleep } from 'node:timers/promises';
import { hasRuntime, runtime } from './runtime';

const PATIENCE_MS = 2_000;

export type DependencyState = 'ok' | 'down' | 'in-process';

export interface Readiness {
  /** `degraded`: calls are still decided and counted, but without live counters. */
  status: 'ready' | 'degraded' | 'unavailable';
  dependencies: { postgres: DependencyState; redis: DependencyState };
}

/**
 * Asks every dependency for a sign of life. Without PostgreSQL nothing can be counted; without Redis calls
 * are answered `degraded`, so instances must not all leave the load balancer at once for it.
 */
export async function checkDependencies(): Promise<Readiness> {
  if (!hasRuntime()) return { status: 'unavailable', dependencies: { postgres: 'down', redis: 'down' } };
  const { pool, redis } = runtime();
  const [postgres, counters] = await Promise.all([
    answers(pool.query('SELECT 1')),
    redis ? answers(redis.ping()) : ('in-process' as const),
  ]);
  const status = postgres === 'down' ? 'unavailable' : counters === 'down' ? 'degraded' : 'ready';
  return { status, dependencies: { postgres, redis: counters } };
}

async function answers(work: Promise<unknown>): Promise<'ok' | 'down'> {
  const timer = new AbortController();
  const tooLate = sleep(PATIENCE_MS, 'down' as const, { signal: timer.signal }).catch(() => 'down' as const);
  const answered = work.then(
    () => 'ok' as const,
    () => 'down' as const,
  );
  const state = await Promise.race([answered, tooLate]);
  timer.abort();
  return state;
}
