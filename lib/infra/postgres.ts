import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Context, Transaction } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { Prisma, PrismaClient } from './prisma/generated/client';
import { runtime } from './runtime';

export type Database = Prisma.TransactionClient;
export { Prisma };

/** One pool for the process; Prisma stands on top of it. */
export function createPool(connectionString: string, max = 20): pg.Pool {
  return new pg.Pool({ connectionString, max, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 5_000 });
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

const MAX_ATTEMPTS = 5;

/**
 * Runs `work` in one transaction (joining the caller's if there is one) and hands it a context that carries
 * it. Serialisation failures and deadlocks are retried, so `work` must do nothing outside the database.
 */
export async function inTransaction<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.transaction) return work(ctx);
  for (let attempt = 1; ; attempt++) {
    try {
      return await runtime().prisma.$transaction(
        (tx) => work({ ...ctx, transaction: tx as unknown as Transaction }),
        { maxWait: 10_000, timeout: 60_000 },
      );
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
