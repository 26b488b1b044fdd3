import type { Cluster, Redis } from 'ioredis';
import type { Pool } from 'pg';
import type { StripeAddress } from './embedded/stripe';
import type { PrismaClient } from './prisma/generated/client';

/**
 * What one process holds open. Kept on the global object, because the server and Next's bundle each carry a
 * copy of this module and must share one pool, one gauge and one ledger writer.
 */
export interface Runtime {
  databaseUrl: string;
  pool: Pool;
  prisma: PrismaClient;
  /** Absent when the gauge is kept in the process. */
  redis: Redis | Cluster | null;
  authSecret: string;
  /** Absent when no payments can be taken: no key, and no local Stripe. */
  stripe: StripeAddress | null;
  /** Rooms' own single objects (the gauge, the account cache, the ledger's writer), made on first use. */
  rooms: Map<string, unknown>;
  /** Run in reverse order when the process ends. */
  closers: (() => Promise<void>)[];
}

const SLOT = Symbol.for('tollgate.runtime');

type Holder = { [SLOT]?: Runtime };

export function runtime(): Runtime {
  const current = (globalThis as Holder)[SLOT];
  if (!current) throw new Error('The services of this process have not been started.');
  return current;
}

export function hasRuntime(): boolean {
  return (globalThis as Holder)[SLOT] !== undefined;
}

export function setRuntime(value: Runtime | undefined): void {
  (globalThis as Holder)[SLOT] = value;
}

/** The process's one object of a room, made on first use. */
export function single<T>(name: string, make: () => T): T {
  const { rooms } = runtime();
  if (!rooms.has(name)) rooms.set(name, make());
  return rooms.get(name) as T;
}
