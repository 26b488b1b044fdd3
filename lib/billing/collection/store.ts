import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

/** Whether any of a customer's unpaid invoices fails, and since when one of them has stopped its calls. */
export async function readFailing(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
  now: Date,
): Promise<{ isFailing: boolean; accessStoppedAt: Date | null }> {
  const unpaid = { providerId, customerId, status: { in: ['open', 'uncollectible'] } };
  const failing = await db(tx).invoice.count({ where: { ...unpaid, failingSince: { not: null } } });
  const { _min } = await db(tx).invoice.aggregate({
    where: { ...unpaid, accessStopsAt: { lte: now } },
    _min: { accessStopsAt: true },
  });
  return { isFailing: failing > 0, accessStoppedAt: _min.accessStopsAt };
}

/** All open invoices of a customer, the oldest first. */
export async function readOpen(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
): Promise<{ id: string }[]> {
  return db(tx).invoice.findMany({
    where: { providerId, customerId, status: 'open', amountDue: { gt: 0n } },
    orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
}

/** A customer's other open invoices in one currency that never failed and are on no schedule. */
export async function readDeferred(
  tx: Tx,
  providerId: ProviderId,
  by: { customerId: string; currency: string; except: string },
): Promise<{ id: string; amountDue: bigint }[]> {
  return db(tx).invoice.findMany({
    where: {
      providerId,
      customerId: by.customerId,
      currency: by.currency,
      status: 'open',
      id: { not: by.except },
      collectAt: null,
      failedAttempts: 0,
      amountDue: { gt: 0n },
    },
    orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, amountDue: true },
  });
}
