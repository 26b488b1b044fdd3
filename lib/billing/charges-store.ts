import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const CHARGE_SELECT = {
  subscriptionId: true,
  meter: true,
  spanStart: true,
  spanEnd: true,
  invoiceId: true,
  currency: true,
  planId: true,
  planVersion: true,
  isWhole: true,
  billedQuantity: true,
  billedCalls: true,
  rollupQuantity: true,
  rollupCalls: true,
  billedAt: true,
} as const satisfies Prisma.UsageChargeSelect;

export type ChargeRow = Prisma.UsageChargeGetPayload<{ select: typeof CHARGE_SELECT }>;
export type ChargeKey = Pick<ChargeRow, 'subscriptionId' | 'meter' | 'spanStart'>;

export async function insertCharges(
  tx: Tx,
  providerId: ProviderId,
  charges: Omit<Prisma.UsageChargeCreateManyInput, 'providerId'>[],
): Promise<void> {
  await db(tx).usageCharge.createMany({ data: charges.map((charge) => ({ ...charge, providerId })) });
}

export function readChargesOf(tx: Tx, providerId: ProviderId, invoiceId: string): Promise<ChargeRow[]> {
  return db(tx).usageCharge.findMany({
    where: { providerId, invoiceId },
    orderBy: [{ meter: 'asc' }, { spanStart: 'asc' }],
    select: CHARGE_SELECT,
  });
}

/** What final invoices billed a customer for since an instant: where late events may have come. */
export function readBilledCharges(
  tx: Tx,
  providerId: ProviderId,
  by: { customerId: string; currency: string; since: Date },
): Promise<ChargeRow[]> {
  return db(tx).usageCharge.findMany({
    where: {
      providerId,
      customerId: by.customerId,
      currency: by.currency,
      billedQuantity: { not: null },
      spanEnd: { gt: by.since },
    },
    orderBy: [{ spanStart: 'asc' }, { meter: 'asc' }],
    select: CHARGE_SELECT,
  });
}

/** The last charge that final invoices billed a customer in each currency. */
export function readLastCharges(tx: Tx, providerId: ProviderId, customerId: string): Promise<ChargeRow[]> {
  return db(tx).usageCharge.findMany({
    where: { providerId, customerId, billedQuantity: { not: null } },
    orderBy: [{ currency: 'asc' }, { spanStart: 'desc' }],
    distinct: ['currency'],
    select: CHARGE_SELECT,
  });
}

export async function updateCharge(
  tx: Tx,
  providerId: ProviderId,
  key: ChargeKey,
  data: Pick<ChargeRow, 'billedQuantity' | 'billedCalls' | 'rollupQuantity' | 'rollupCalls' | 'billedAt'>,
): Promise<void> {
  const { subscriptionId, meter, spanStart } = key;
  await db(tx).usageCharge.updateMany({
    where: { providerId, subscriptionId, meter, spanStart },
    data,
  });
}
