import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

/** Payments under way or made since an instant of the account's clock, on one account of Stripe's. */
export function readRecent(tx: Tx, providerId: ProviderId, account: string) {
  return db(tx).payment.findMany({
    where: {
      providerId,
      account,
      OR: [{ stripeIntent: { not: null } }, { status: { in: ['created', 'open'] } }],
    },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      customerId: true,
      status: true,
      source: true,
      stripeIntent: true,
      stripeSession: true,
      amountReceived: true,
      refunded: true,
      currency: true,
    },
  });
}

/** Invoices that say they were paid by payments of ours, though the payments do not come to that, or the reverse. */
export function readUnbalanced(
  tx: Tx,
  providerId: ProviderId,
): Promise<{ id: string; customerId: string; paid: bigint; applied: bigint }[]> {
  return db(tx).$queryRaw`
    SELECT i.id, i.customer_id AS "customerId", i.amount_paid AS paid, coalesce(sum(s.applied), 0)::bigint AS applied
    FROM invoice i JOIN payment_share s ON s.provider_id = i.provider_id AND s.invoice_id = i.id
    WHERE i.provider_id = ${providerId}
    GROUP BY i.provider_id, i.id HAVING coalesce(sum(s.applied), 0) > i.amount_paid
      OR (i.status = 'paid' AND i.payment_reference IS NULL AND coalesce(sum(s.applied), 0) > 0
        AND coalesce(sum(s.applied), 0) <> i.amount_paid)
    ORDER BY i.id`;
}
