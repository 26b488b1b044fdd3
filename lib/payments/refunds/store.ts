import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const REFUND_SELECT = {
  id: true,
  paymentId: true,
  customerId: true,
  reason: true,
  creditNoteId: true,
  amount: true,
  currency: true,
  status: true,
  stripeId: true,
  failureCode: true,
  createdAt: true,
  settledAt: true,
} as const satisfies Prisma.RefundSelect;

export type RefundRow = Prisma.RefundGetPayload<{ select: typeof REFUND_SELECT }>;

/** Reserves an amount of a payment for going back; false when less than that is left. */
export async function reserve(
  tx: Tx,
  providerId: ProviderId,
  paymentId: string,
  amount: bigint,
): Promise<boolean> {
  const changed = await db(tx).$executeRaw`
    UPDATE payment SET refunded = refunded + ${amount}
    WHERE provider_id = ${providerId} AND id = ${paymentId} AND refunded + ${amount} <= amount_received`;
  return changed > 0;
}

/** Gives back a reservation of a refund that came to nothing. */
export async function unreserve(
  tx: Tx,
  providerId: ProviderId,
  paymentId: string,
  amount: bigint,
): Promise<void> {
  await db(tx).$executeRaw`
    UPDATE payment SET refunded = refunded - ${amount}
    WHERE provider_id = ${providerId} AND id = ${paymentId}`;
}

export function insertRefund(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.RefundUncheckedCreateInput, 'providerId'>,
): Promise<RefundRow> {
  return db(tx).refund.create({ data: { ...data, providerId }, select: REFUND_SELECT });
}

/** The refund, held against changes until the transaction ends. */
export async function lockRefund(tx: Tx, providerId: ProviderId, id: string): Promise<RefundRow | null> {
  await db(tx).$queryRaw`SELECT id FROM refund WHERE provider_id = ${providerId} AND id = ${id} FOR UPDATE`;
  return db(tx).refund.findFirst({ where: { providerId, id }, select: REFUND_SELECT });
}

export function findRefund(tx: Tx, providerId: ProviderId, stripeId: string): Promise<RefundRow | null> {
  return db(tx).refund.findFirst({ where: { providerId, stripeId }, select: REFUND_SELECT });
}

export async function updateRefund(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  data: Omit<Prisma.RefundUncheckedUpdateManyInput, 'providerId' | 'id'>,
): Promise<void> {
  await db(tx).refund.updateMany({ where: { providerId, id }, data });
}

export function readRefundsOf(tx: Tx, providerId: ProviderId, paymentIds: string[]): Promise<RefundRow[]> {
  return db(tx).refund.findMany({
    where: { providerId, paymentId: { in: paymentIds } },
    orderBy: { id: 'desc' },
    select: REFUND_SELECT,
  });
}

/** Takes a refund that nobody works on for a while. */
export async function leaseRefund(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  { until, now }: { until: Date; now: Date },
): Promise<boolean> {
  const { count } = await db(tx).refund.updateMany({
    where: {
      providerId,
      id,
      status: 'created',
      OR: [{ leasedUntil: null }, { leasedUntil: { lte: now } }],
    },
    data: { leasedUntil: until },
  });
  return count > 0;
}
