import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';
import type { LastingCoupon, StateFact } from './mrr';

type Tx = Pick<Context, 'transaction'>;

/** What every subscription was before an instant, each one's rows in their order. */
export function readFacts(tx: Tx, providerId: ProviderId, before: Date): Promise<StateFact[]> {
  return db(tx).$queryRaw`
    SELECT s.subscription_id AS "subscriptionId", s.customer_id AS "customerId", s.at, s.status,
      s.plan_id AS "planId", p.currency, p.interval, v.base_price AS "basePrice"
    FROM subscription_state s
    JOIN plan p ON p.provider_id = s.provider_id AND p.id = s.plan_id
    JOIN plan_version v ON v.provider_id = s.provider_id AND v.plan_id = s.plan_id AND v.version = s.plan_version
    WHERE s.provider_id = ${providerId} AND s.at < ${before}
    ORDER BY s.subscription_id, s.at, s.position`;
}

/** Coupons that last; one that is used up by a single invoice is no change of what recurs. */
export function readLastingCoupons(tx: Tx, providerId: ProviderId): Promise<LastingCoupon[]> {
  // One that came with the subscription counts from its very start, also where that was dated back.
  return db(tx).$queryRaw`
    SELECT r.subscription_id AS "subscriptionId", r.ends_at AS "endsAt", c.kind,
      coalesce(c.amount, 0) AS "amountMinor", coalesce(c.percent, '0') AS percent,
      CASE WHEN r.redeemed_at <= s.created_at + interval '1 minute' THEN NULL ELSE r.redeemed_at END AS "startsAt"
    FROM coupon_redemption r
    JOIN coupon c ON c.provider_id = r.provider_id AND c.id = r.coupon_id
    JOIN subscription s ON s.provider_id = r.provider_id AND s.id = r.subscription_id
    WHERE r.provider_id = ${providerId} AND c.duration <> 'once'
    ORDER BY r.redeemed_at, r.coupon_id`;
}

export interface NamedCustomer {
  id: string;
  name: string;
  externalId: string | null;
}

export async function readCustomerNames(
  tx: Tx,
  providerId: ProviderId,
  ids: string[],
): Promise<Map<string, NamedCustomer>> {
  const rows = await db(tx).customer.findMany({
    where: { providerId, id: { in: ids } },
    select: { id: true, name: true, externalId: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

export async function readPlanNames(
  tx: Tx,
  providerId: ProviderId,
): Promise<Map<string, { slug: string; name: string }>> {
  const rows = await db(tx).plan.findMany({
    where: { providerId },
    select: { id: true, slug: true, name: true },
  });
  return new Map(rows.map(({ id, ...plan }) => [id, plan]));
}
