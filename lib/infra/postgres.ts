import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Context, Transaction } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { Prisma, PrismaClient } from './prisma/generated/client';
import { runtime } from './runtime';

export type Database = Prisma.TransactionClient;
export { Prisma };

/**
 * Past this a query's connection is taken for dead and given up: a network that swallows everything would keep
 * it, and its place in the pool, for a quarter of an hour. What may take longer says so itself.
 */
const STUCK_QUERY_MS = 120_000;

/** How long the hot path waits for a query: its caller is better told to come back than kept waiting. */
export const HOT_PATIENCE_MS = 5_000;
/** The same where one statement carries thousands of rows. */
export const BATCH_PATIENCE_MS = 15_000;

/** How soon a silent connection is asked for a sign of life; dead ones are noticed ten seconds later. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/** One pool for the process; Prisma stands on top of it. */
export function createPool(connectionString: string, max = 20): pg.Pool {
  return new pg.Pool({
    connectionString,
    max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: HOT_PATIENCE_MS,
    query_timeout: STUCK_QUERY_MS,
    ...KEEP_ALIVE,
  });
}

/**
 * A query of the pool that is given up after `patienceMs`. Whether it took effect is then unknown, as after a
 * connection that broke: what writes must bear being sent again.
 */
export function queryWithin<R extends pg.QueryResultRow>(
  patienceMs: number,
  query: pg.QueryConfig,
): Promise<pg.QueryResult<R>> {
  const bounded: pg.QueryConfig & { query_timeout: number } = { ...query, query_timeout: patienceMs };
  return runtime().pool.query<R>(bounded);
}

export function createPrisma(pool: pg.Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}

/** What a verb queries: its caller's transaction when there is one, else the pool. */
export function db(ctx: Pick<Context, 'transaction'>): Database {
  return (ctx.transaction as unknown as Database | undefined) ?? runtime().prisma;
}

/** For the few look-ups that come before a tenant is known: sign-in, secret keys, public pages by slug. */
export function untenantedDb(): PrismaClient {
  return runtime().prisma;
}

/** The same bound for a look-up of Prisma's that the hot path waits for; the query itself is left to end. */
export async function within<T>(patienceMs: number, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const tooLate = sleep(patienceMs, undefined, { signal: timer.signal }).then(() => {
    throw new AppError('unavailable', 'The database does not answer; try again.');
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    timer.abort();
    void tooLate.catch(() => undefined);
  }
}

const MAX_ATTEMPTS = 5;

/**
 * Runs `work` in one transaction (joining the caller's if there is one) and hands it a context that carries
 * it. Serialisation failures and deadlocks are retried, so `work` must do nothing outside the database.
 */
export async function inTransaction<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.transaction) return work(ctx);
  return untenantedTransaction((transaction) => work({ ...ctx, transaction }));
}

/** The same for background work that learns whom it concerns from the row that it takes. */
export async function untenantedTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runtime().prisma.$transaction((tx) => work(tx as unknown as Transaction), {
        maxWait: 10_000,
        timeout: 60_000,
      });
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

/** P2034: write conflict or deadlock, as Prisma reports PostgreSQL's 40001 and 40P01. */
function isRetryable(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034';
}

/**
 * True when a unique constraint refused a row: uniqueness is the database's decision, the verb only gives
 * it a name.
 */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

/** Turns the refusal of a unique constraint into a 409 that names the field. */
export async function orAlreadyExists<T>(work: Promise<T>, path: string, message: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('already_exists', message, { fields: [{ path, code: 'already_exists', message }] });
  }
}
