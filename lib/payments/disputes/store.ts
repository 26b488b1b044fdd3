import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const DISPUTE_SELECT = {
  id: true,
  paymentId: true,
  customerId: true,
  stripeId: true,
  amount: true,
  currency: true,
  status: true,
  reason: true,
  evidenceDueAt: true,
  openedAt: true,
  closedAt: true,
} as const satisfies Prisma.DisputeSelect;

export type DisputeRow = Prisma.DisputeGetPayload<{ select: typeof DISPUTE_SELECT }>;

export function findDispute(tx: Tx, providerId: ProviderId, stripeId: string): Promise<DisputeRow | null> {
  return db(tx).dispute.findFirst({ where: { providerId, stripeId }, select: DISPUTE_SELECT });
}

/** Writes a dispute as Stripe describes it; one that is known keeps its id and the day it was opened. */
export function writeDispute(tx: Tx, providerId: ProviderId, row: DisputeRow): Promise<DisputeRow> {
  const { id, openedAt, ...facts } = row;
  return db(tx).dispute.upsert({
    where: { providerId_stripeId: { providerId, stripeId: row.stripeId } },
    create: { ...facts, id, openedAt, providerId },
    update: facts,
    select: DISPUTE_SELECT,
  });
}

export function readDisputes(
  tx: Tx,
  providerId: ProviderId,
  { customerId, take, afterId }: { customerId?: string | undefined; take: number; afterId: string | null },
): Promise<DisputeRow[]> {
  return db(tx).dispute.findMany({
    where: {
      providerId,
      ...(customerId !== undefined && { customerId }),
      ...(afterId !== null && { id: { lt: afterId } }),
    },
    orderBy: { id: 'desc' },
    take,
    select: DISPUTE_SELECT,
  });
}
