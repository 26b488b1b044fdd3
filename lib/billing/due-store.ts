import type { Context, ProviderId } from '@/lib/core/context';
import { db, untenantedDb } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

export type DueKind = 'credit' | 'subscription' | 'items' | 'invoice' | 'late';

/** Something that falls due: a grant, a subscription, a customer (whose items or late usage wait) or an invoice. */
export interface DueRow {
  at: Date;
  kind: DueKind;
  /** The order at one instant. */
  rank: number;
  id: string;
}

/**
 * The first things due until an instant, in the order in which they must happen; at one instant credits expire
 * and come again first, then periods close, then drafts become final.
 */
export function readDue(tx: Tx, providerId: ProviderId, until: Date, limit: number): Promise<DueRow[]> {
  return db(tx).$queryRaw<DueRow[]>`
    SELECT at, kind, rank, id FROM (
      SELECT close_at AS at, 1 AS rank, 'subscription' AS kind, id FROM subscription
      WHERE provider_id = ${providerId} AND close_at <= ${until}
      UNION ALL
      SELECT finalize_after, 3, 'invoice', id FROM invoice
      WHERE provider_id = ${providerId} AND status = 'draft' AND finalize_after <= ${until}
      UNION ALL
      SELECT max(created_at), 2, 'items', customer_id FROM invoice_item
      WHERE provider_id = ${providerId} AND invoice_id IS NULL AND created_at <= ${until}
      GROUP BY customer_id, currency HAVING sum(amount) > 0
      UNION ALL
      SELECT g.expires_at, 0, 'credit', g.id FROM credit_grant g JOIN credit_movement m
        ON m.provider_id = g.provider_id AND m.grant_id = g.id
      WHERE g.provider_id = ${providerId} AND g.expires_at <= ${until}
      GROUP BY g.expires_at, g.id HAVING sum(m.amount) > 0
      UNION ALL
      SELECT due_at, 4, 'late', customer_id FROM late_usage
      WHERE provider_id = ${providerId} AND due_at <= ${until}
      UNION ALL
      SELECT recur_at, 0, 'credit', id FROM credit_grant
      WHERE provider_id = ${providerId} AND recur_at <= ${until}
    ) AS due ORDER BY at, rank, id LIMIT ${limit}`;
}

/** Takes the note of a customer's late usage; false when another worker took it. */
export async function takeLateUsage(tx: Tx, providerId: ProviderId, customerId: string): Promise<boolean> {
  const { count } = await db(tx).lateUsage.deleteMany({ where: { providerId, customerId } });
  return count > 0;
}

/** A customer's drafts whose grace has ended. */
export function readDueDrafts(
  tx: Tx,
  providerId: ProviderId,
  { customerId, until }: { customerId: string; until: Date },
): Promise<{ id: string }[]> {
  return db(tx).invoice.findMany({
    where: { providerId, customerId, status: 'draft', finalizeAfter: { lte: until } },
    orderBy: [{ finalizeAfter: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
}

/**
 * The open accounts for which something is due by their own clock: the one look across tenants, which the job
 * starts from.
 */
export async function readProvidersWithDue(now: Date): Promise<{ id: ProviderId }[]> {
  return untenantedDb().$queryRaw<{ id: ProviderId }[]>`
    SELECT p.id FROM provider p CROSS JOIN LATERAL (SELECT coalesce(p.clock_now, ${now}) AS now) AS clock
    WHERE p.closed_at IS NULL AND (
      EXISTS (SELECT FROM subscription s WHERE s.provider_id = p.id AND s.close_at <= clock.now)
      OR EXISTS (SELECT FROM invoice i WHERE i.provider_id = p.id AND i.status = 'draft'
        AND i.finalize_after <= clock.now)
      OR EXISTS (SELECT FROM invoice_item t WHERE t.provider_id = p.id AND t.invoice_id IS NULL
        AND t.created_at <= clock.now GROUP BY t.customer_id, t.currency HAVING sum(t.amount) > 0)
      OR EXISTS (SELECT FROM credit_grant g JOIN credit_movement m ON m.provider_id = g.provider_id
        AND m.grant_id = g.id WHERE g.provider_id = p.id AND g.expires_at <= clock.now
        GROUP BY g.id HAVING sum(m.amount) > 0)
      OR EXISTS (SELECT FROM late_usage l WHERE l.provider_id = p.id AND l.due_at <= clock.now)
      OR EXISTS (SELECT FROM credit_grant g WHERE g.provider_id = p.id AND g.recur_at <= clock.now)
    ) ORDER BY p.created_at, p.id`;
}

/** The slugs of accounts, the oldest first. */
export async function readSlugs(ids: readonly string[]): Promise<{ slug: string }[]> {
  return untenantedDb().provider.findMany({
    where: { id: { in: [...ids] }, closedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { slug: true },
  });
}
