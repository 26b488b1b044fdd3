import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

/** What was invoiced from an instant on, without taxes, per currency. */
export async function sumInvoiced(
  tx: Tx,
  providerId: ProviderId,
  from: Date,
): Promise<{ currency: string; amountMinor: bigint }[]> {
  const sums = await db(tx).invoice.groupBy({
    by: ['currency'],
    where: { providerId, status: { in: ['open', 'paid'] }, issuedAt: { gte: from } },
    _sum: { taxable: true },
    orderBy: { currency: 'asc' },
  });
  return sums.map(({ currency, _sum }) => ({ currency, amountMinor: _sum.taxable ?? 0n }));
}

export function countSubscribers(tx: Tx, providerId: ProviderId): Promise<number> {
  return db(tx).subscription.count({ where: { providerId, liveCustomerId: { not: null } } });
}
