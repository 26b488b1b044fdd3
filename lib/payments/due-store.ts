import type { DueThing } from '@/lib/billing';
import type { Context, ProviderId } from '@/lib/core/context';
import { db, Prisma, untenantedDb } from '@/lib/infra/postgres';

export type DueQuery = (
  ctx: Context,
  providerId: ProviderId,
  until: Date,
  limit: number,
) => Promise<DueThing[]>;
export type DueProvidersQuery = (now: Date) => Promise<{ id: ProviderId }[]>;

/*
 * Each pair asks the same of one account and of all: what is due by the account's clock. `until` stands for it in
 * the first, `p.clock_now` or real time in the second.
 */

/** Recorded, but nobody knows what Stripe said: the one at work on it is gone. Leases are of real time. */
export const readUnanswered: DueQuery = (ctx, providerId, until, limit) => db(ctx).$queryRaw`
  SELECT created_at AS at, id FROM payment WHERE provider_id = ${providerId} AND status = 'created'
    AND created_at <= ${until} AND (leased_until IS NULL OR leased_until <= now())
  ORDER BY created_at, id LIMIT ${limit}`;

export const readProvidersUnanswered: DueProvidersQuery = (now) =>
  providersWhere(
    now,
    Prisma.sql`SELECT FROM payment t WHERE t.provider_id = p.id AND t.status = 'created'
      AND (t.leased_until IS NULL OR t.leased_until <= now()) AND t.created_at <= clock.now`,
  );

export const readToCollect: DueQuery = (ctx, providerId, until, limit) => db(ctx).$queryRaw`
  SELECT collect_at AS at, id FROM invoice WHERE provider_id = ${providerId} AND status = 'open'
    AND collect_at <= ${until} ORDER BY collect_at, id LIMIT ${limit}`;

export const readProvidersToCollect: DueProvidersQuery = (now) =>
  providersWhere(
    now,
    Prisma.sql`SELECT FROM invoice t WHERE t.provider_id = p.id AND t.status = 'open'
      AND t.collect_at <= clock.now`,
  );

export const readRefunds: DueQuery = (ctx, providerId, until, limit) => db(ctx).$queryRaw`
  SELECT created_at AS at, id FROM refund WHERE provider_id = ${providerId} AND status = 'created'
    AND created_at <= ${until} AND (leased_until IS NULL OR leased_until <= now())
  ORDER BY created_at, id LIMIT ${limit}`;

export const readProvidersWithRefunds: DueProvidersQuery = (now) =>
  providersWhere(
    now,
    Prisma.sql`SELECT FROM refund t WHERE t.provider_id = p.id AND t.status = 'created'
      AND (t.leased_until IS NULL OR t.leased_until <= now()) AND t.created_at <= clock.now`,
  );

/** Customers whose grace is over and whose calls still go through. */
export const readAccessStops: DueQuery = (ctx, providerId, until, limit) => db(ctx).$queryRaw`
  SELECT min(i.access_stops_at) AS at, i.customer_id AS id FROM invoice i JOIN subscription s
    ON s.provider_id = i.provider_id AND s.live_customer_id = i.customer_id
  WHERE i.provider_id = ${providerId} AND i.status IN ('open', 'uncollectible')
    AND i.access_stops_at <= ${until} AND s.access_stopped_at IS NULL
  GROUP BY i.customer_id ORDER BY 1, 2 LIMIT ${limit}`;

export const readProvidersWithAccessStops: DueProvidersQuery = (now) =>
  providersWhere(
    now,
    Prisma.sql`SELECT FROM invoice t JOIN subscription s ON s.provider_id = t.provider_id
        AND s.live_customer_id = t.customer_id
      WHERE t.provider_id = p.id AND t.status IN ('open', 'uncollectible')
        AND t.access_stops_at <= clock.now AND s.access_stopped_at IS NULL`,
  );

export const readExpiring: DueQuery = (ctx, providerId, until, limit) => db(ctx).$queryRaw`
  SELECT warn_at AS at, id FROM payment_method WHERE provider_id = ${providerId} AND removed_at IS NULL
    AND warn_at <= ${until} ORDER BY warn_at, id LIMIT ${limit}`;

export const readProvidersWithExpiring: DueProvidersQuery = (now) =>
  providersWhere(
    now,
    Prisma.sql`SELECT FROM payment_method t WHERE t.provider_id = p.id AND t.removed_at IS NULL
      AND t.warn_at <= clock.now`,
  );

/** Customers whose balance has fallen below the threshold that they set, as soon as the last movement took it there. */
export const readTopUps: DueQuery = (ctx, providerId, until, limit) => db(ctx).$queryRaw`
  SELECT greatest(coalesce(max(m.at), '2000-01-01'), coalesce(y.top_up_not_before, '2000-01-01')) AS at,
    y.customer_id AS id
  FROM payer y LEFT JOIN credit_movement m ON m.provider_id = y.provider_id AND m.customer_id = y.customer_id
  WHERE y.provider_id = ${providerId} AND y.top_up_amount IS NOT NULL AND y.default_method_id IS NOT NULL
    AND (y.top_up_not_before IS NULL OR y.top_up_not_before <= ${until})
    AND NOT EXISTS (SELECT FROM payment t WHERE t.provider_id = y.provider_id AND t.live_top_up_for = y.customer_id)
  GROUP BY y.provider_id, y.customer_id
  HAVING coalesce(sum(m.amount), 0) < y.top_up_threshold
  ORDER BY 1, 2 LIMIT ${limit}`;

export const readProvidersWithTopUps: DueProvidersQuery = (now) =>
  providersWhere(
    now,
    Prisma.sql`SELECT FROM payer t WHERE t.provider_id = p.id AND t.top_up_amount IS NOT NULL
      AND t.default_method_id IS NOT NULL AND (t.top_up_not_before IS NULL OR t.top_up_not_before <= clock.now)
      AND t.top_up_threshold > (SELECT coalesce(sum(m.amount), 0) FROM credit_movement m
        WHERE m.provider_id = t.provider_id AND m.customer_id = t.customer_id)`,
  );

function providersWhere(now: Date, exists: Prisma.Sql): Promise<{ id: ProviderId }[]> {
  return untenantedDb().$queryRaw`
    SELECT p.id FROM provider p CROSS JOIN LATERAL (SELECT coalesce(p.clock_now, ${now}) AS now) AS clock
    WHERE p.closed_at IS NULL AND EXISTS (${exists})`;
}
