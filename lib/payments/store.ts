import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const PAYMENT_SELECT = {
  id: true,
  customerId: true,
  purpose: true,
  source: true,
  attempt: true,
  account: true,
  currency: true,
  amount: true,
  amountReceived: true,
  refunded: true,
  status: true,
  idempotencyKey: true,
  stripeCustomer: true,
  stripeMethod: true,
  methodId: true,
  stripeIntent: true,
  stripeSession: true,
  hostedUrl: true,
  failureCode: true,
  failureMessage: true,
  createdAt: true,
  settledAt: true,
  leasedUntil: true,
  receiptNumber: true,
} as const satisfies Prisma.PaymentSelect;

export type PaymentRow = Prisma.PaymentGetPayload<{ select: typeof PAYMENT_SELECT }>;

const SHARE_SELECT = { paymentId: true, invoiceId: true, amount: true, applied: true } as const;

export interface ShareRow {
  paymentId: string;
  invoiceId: string;
  amount: bigint;
  applied: bigint;
}

type PaymentData = Omit<Prisma.PaymentUncheckedCreateInput, 'providerId'>;

/** A payment and the invoices it is for. The unique index refuses an invoice that has another under way. */
export async function insertPayment(
  tx: Tx,
  providerId: ProviderId,
  data: PaymentData,
  shares: readonly { invoiceId: string; amount: bigint }[],
): Promise<PaymentRow> {
  const { id: paymentId } = data;
  await db(tx).paymentShare.createMany({
    data: shares.map((share) => ({ ...share, providerId, paymentId, liveInvoiceId: share.invoiceId })),
  });
  return db(tx).payment.create({ data: { ...data, providerId }, select: PAYMENT_SELECT });
}

export function readPayment(tx: Tx, providerId: ProviderId, id: string): Promise<PaymentRow | null> {
  return db(tx).payment.findFirst({ where: { providerId, id }, select: PAYMENT_SELECT });
}

/** The payment, held against changes until the transaction ends. */
export async function lockPayment(tx: Tx, providerId: ProviderId, id: string): Promise<PaymentRow | null> {
  await db(tx).$queryRaw`SELECT id FROM payment WHERE provider_id = ${providerId} AND id = ${id} FOR UPDATE`;
  return readPayment(tx, providerId, id);
}

export async function updatePayment(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  data: Omit<Prisma.PaymentUncheckedUpdateManyInput, 'providerId' | 'id'>,
): Promise<void> {
  await db(tx).payment.updateMany({ where: { providerId, id }, data });
}

export function readShares(tx: Tx, providerId: ProviderId, paymentId: string): Promise<ShareRow[]> {
  return db(tx).paymentShare.findMany({
    where: { providerId, paymentId },
    orderBy: { invoiceId: 'asc' },
    select: SHARE_SELECT,
  });
}

export async function writeApplied(
  tx: Tx,
  providerId: ProviderId,
  { paymentId, invoiceId, applied }: ShareRow,
): Promise<void> {
  await db(tx).paymentShare.updateMany({ where: { providerId, paymentId, invoiceId }, data: { applied } });
}

/** Lets the invoices of a payment that is over be paid by another. */
export async function releaseShares(tx: Tx, providerId: ProviderId, paymentId: string): Promise<void> {
  await db(tx).paymentShare.updateMany({ where: { providerId, paymentId }, data: { liveInvoiceId: null } });
}

/** The payment that is under way for an invoice. */
export async function readLivePayment(
  tx: Tx,
  providerId: ProviderId,
  invoiceId: string,
): Promise<PaymentRow | null> {
  const share = await db(tx).paymentShare.findFirst({
    where: { providerId, liveInvoiceId: invoiceId },
    select: { paymentId: true },
  });
  return share && readPayment(tx, providerId, share.paymentId);
}

export async function countPaymentsOf(tx: Tx, providerId: ProviderId, invoiceId: string): Promise<number> {
  return db(tx).paymentShare.count({ where: { providerId, invoiceId } });
}

/** All payments of an invoice, the newest first. */
export async function readPaymentsOf(
  tx: Tx,
  providerId: ProviderId,
  invoiceId: string,
): Promise<PaymentRow[]> {
  const shares = await db(tx).paymentShare.findMany({
    where: { providerId, invoiceId },
    select: { paymentId: true },
  });
  return db(tx).payment.findMany({
    where: { providerId, id: { in: shares.map(({ paymentId }) => paymentId) } },
    orderBy: { id: 'desc' },
    select: PAYMENT_SELECT,
  });
}

export function findPaymentBy(
  tx: Tx,
  providerId: ProviderId,
  by: { stripeIntent: string } | { stripeSession: string },
): Promise<PaymentRow | null> {
  return db(tx).payment.findFirst({ where: { providerId, ...by }, select: PAYMENT_SELECT });
}

export interface PaymentFilters {
  customerId?: string | undefined;
  status?: string | undefined;
  purpose?: string | undefined;
}

export function readPayments(
  tx: Tx,
  providerId: ProviderId,
  { customerId, status, purpose }: PaymentFilters,
  { take, afterId }: { take: number; afterId: string | null },
): Promise<PaymentRow[]> {
  return db(tx).payment.findMany({
    where: {
      providerId,
      ...(afterId !== null && { id: { lt: afterId } }),
      ...(customerId !== undefined && { customerId }),
      ...(status !== undefined && { status }),
      ...(purpose !== undefined && { purpose }),
    },
    orderBy: { id: 'desc' },
    take,
    select: PAYMENT_SELECT,
  });
}

export function readSharesOf(tx: Tx, providerId: ProviderId, paymentIds: string[]): Promise<ShareRow[]> {
  return db(tx).paymentShare.findMany({
    where: { providerId, paymentId: { in: paymentIds } },
    orderBy: { invoiceId: 'asc' },
    select: SHARE_SELECT,
  });
}

/** Takes a payment that nobody works on for a while, so that two workers do not both ask Stripe. */
export async function leasePayment(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  { until, now }: { until: Date; now: Date },
): Promise<boolean> {
  const { count } = await db(tx).payment.updateMany({
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
