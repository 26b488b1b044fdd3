import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

export interface GrantRow {
  id: string;
  currency: string;
  amount: bigint;
  priority: number;
  expiresAt: Date | null;
  reason: string;
  createdAt: Date;
  recurInterval: string | null;
  recurReset: boolean;
  recurAnchor: string | null;
  recurAt: Date | null;
  /** The sum of its movements. */
  remaining: bigint;
}

/** A customer's grants, each with what is left of it, the newest first. */
export function readGrants(tx: Tx, providerId: ProviderId, customerId: string): Promise<GrantRow[]> {
  return db(tx).$queryRaw<GrantRow[]>`
    SELECT g.id, g.currency, g.amount, g.priority, g.expires_at AS "expiresAt", g.reason,
      g.created_at AS "createdAt", g.recur_interval AS "recurInterval", g.recur_reset AS "recurReset",
      g.recur_anchor AS "recurAnchor", g.recur_at AS "recurAt", coalesce(sum(m.amount), 0)::bigint AS remaining
    FROM credit_grant g LEFT JOIN credit_movement m ON m.provider_id = g.provider_id AND m.grant_id = g.id
    WHERE g.provider_id = ${providerId} AND g.customer_id = ${customerId}
    GROUP BY g.provider_id, g.id ORDER BY g.id DESC`;
}

const MOVEMENT_SELECT = {
  id: true,
  grantId: true,
  kind: true,
  amount: true,
  invoiceId: true,
  at: true,
} as const satisfies Prisma.CreditMovementSelect;

export type MovementRow = Prisma.CreditMovementGetPayload<{ select: typeof MOVEMENT_SELECT }>;

export function readMovements(tx: Tx, providerId: ProviderId, customerId: string): Promise<MovementRow[]> {
  return db(tx).creditMovement.findMany({
    where: { providerId, customerId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: MOVEMENT_SELECT,
  });
}

export function readBurnsOf(tx: Tx, providerId: ProviderId, invoiceId: string): Promise<MovementRow[]> {
  return db(tx).creditMovement.findMany({
    where: { providerId, invoiceId, kind: 'burn' },
    orderBy: { id: 'asc' },
    select: MOVEMENT_SELECT,
  });
}

export async function insertGrant(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.CreditGrantUncheckedCreateInput, 'providerId'>,
): Promise<void> {
  await db(tx).creditGrant.create({ data: { ...data, providerId }, select: { id: true } });
}

export async function insertMovements(
  tx: Tx,
  providerId: ProviderId,
  movements: Omit<Prisma.CreditMovementCreateManyInput, 'providerId'>[],
): Promise<void> {
  await db(tx).creditMovement.createMany({ data: movements.map((one) => ({ ...one, providerId })) });
}

export async function setRecurrence(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  recurAt: Date | null,
): Promise<void> {
  await db(tx).creditGrant.updateMany({ where: { providerId, id }, data: { recurAt } });
}

/** From an instant on a grant is worth nothing and does not come again. */
export async function endGrant(tx: Tx, providerId: ProviderId, id: string, at: Date): Promise<void> {
  await db(tx).creditGrant.updateMany({
    where: { providerId, id },
    data: { expiresAt: at, recurAt: null },
  });
}

export async function readCustomerOfGrant(
  tx: Tx,
  providerId: ProviderId,
  grantId: string,
): Promise<string | null> {
  const row = await db(tx).creditGrant.findFirst({
    where: { providerId, id: grantId },
    select: { customerId: true },
  });
  return row?.customerId ?? null;
}
