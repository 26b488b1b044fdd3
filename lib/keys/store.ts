import type { Context, ProviderId } from '@/lib/core/context';
import { db, Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

/** All but the hash, which never leaves the database. */
const KEY_SELECT = {
  id: true,
  customerId: true,
  name: true,
  prefix: true,
  last4: true,
  scopes: true,
  ipAllowList: true,
  rateLimit: true,
  quota: true,
  spendLimit: true,
  expiresAt: true,
  revokedAt: true,
  rotatedToId: true,
  createdAt: true,
  lastUsedAt: true,
} as const satisfies Prisma.ApiKeySelect;

export type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof KEY_SELECT }>;

/** JSON columns hold an object or SQL's NULL, never JSON's. */
type Json = Prisma.InputJsonObject | null;

export function insertKey(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.ApiKeyUncheckedCreateInput, 'providerId' | 'rateLimit' | 'quota'> & {
    rateLimit: Json;
    quota: Json;
  },
): Promise<KeyRow> {
  return db(tx).apiKey.create({
    data: { ...data, providerId, rateLimit: orNull(data.rateLimit), quota: orNull(data.quota) },
    select: KEY_SELECT,
  });
}

export function readKey(tx: Tx, providerId: ProviderId, id: string): Promise<KeyRow | null> {
  return db(tx).apiKey.findFirst({ where: { providerId, id }, select: KEY_SELECT });
}

/** Reads a key that is not revoked and holds it against changes until the transaction ends. */
export async function lockLiveKey(tx: Tx, providerId: ProviderId, id: string): Promise<KeyRow | null> {
  const locked = await db(tx).$queryRaw<unknown[]>`
    SELECT 1 FROM api_key WHERE provider_id = ${providerId} AND id = ${id} AND revoked_at IS NULL FOR UPDATE`;
  return locked.length > 0 ? readKey(tx, providerId, id) : null;
}

export function readKeys(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
  take: number,
  afterId: string | null,
): Promise<KeyRow[]> {
  return db(tx).apiKey.findMany({
    where: { providerId, customerId, ...(afterId !== null && { id: { lt: afterId } }) },
    orderBy: { id: 'desc' },
    take,
    select: KEY_SELECT,
  });
}

export interface KeyChanges {
  name?: string;
  scopes?: string[];
  ipAllowList?: string[];
  rateLimit?: Json;
  quota?: Json;
  spendLimit?: bigint | null;
  expiresAt?: Date | null;
  rotatedToId?: string;
  revokedAt?: Date;
}

/** Changes a key that is not revoked; null when there is none. */
export async function changeLiveKey(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  { rateLimit, quota, ...rest }: KeyChanges,
): Promise<KeyRow | null> {
  const [row] = await db(tx).apiKey.updateManyAndReturn({
    where: { providerId, id, revokedAt: null },
    data: {
      ...rest,
      ...(rateLimit !== undefined && { rateLimit: orNull(rateLimit) }),
      ...(quota !== undefined && { quota: orNull(quota) }),
    },
    select: KEY_SELECT,
  });
  return row ?? null;
}

function orNull(value: Json) {
  return value ?? Prisma.DbNull;
}

export function readKeyNames(
  tx: Tx,
  providerId: ProviderId,
  ids: string[],
): Promise<{ id: string; name: string; prefix: string; last4: string }[]> {
  return db(tx).apiKey.findMany({
    where: { providerId, id: { in: ids } },
    select: { id: true, name: true, prefix: true, last4: true },
  });
}
