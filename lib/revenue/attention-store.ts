import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

export interface AttentionRow {
  customerId: string;
  name: string;
  /** What it is about: an amount in minor units, a share in percent, a day, by kind. */
  detail: string;
  at: Date | null;
}

/** As many as somebody may look after in a morning. */
const SHOWN = 5;

/** Customers whose open window of usage has used four fifths of a quota, the fullest first. */
export function readNearQuota(tx: Tx, providerId: ProviderId, now: Date): Promise<AttentionRow[]> {
  return db(tx).$queryRaw`
    SELECT c.id AS "customerId", c.name, trunc(100 * used.quantity / q.limit)::text AS detail, NULL AS at
    FROM subscription s
    JOIN plan_version v ON v.provider_id = s.provider_id AND v.plan_id = s.plan_id AND v.version = s.plan_version
    JOIN customer c ON c.provider_id = s.provider_id AND c.id = s.customer_id
    CROSS JOIN LATERAL jsonb_to_recordset(v.quotas) AS q (meter text, "limit" numeric)
    CROSS JOIN LATERAL (
      SELECT sum(quantity) AS quantity FROM ledger.usage_rollup r
      WHERE r.provider_id = s.provider_id AND r.customer_id = s.customer_id AND r.meter = q.meter
        AND r.bucket >= s.usage_from AND r.bucket < ${now} AND r.status < v.chargeable_below
    ) AS used
    WHERE s.provider_id = ${providerId} AND s.live_customer_id IS NOT NULL AND q.limit > 0
      AND used.quantity >= 0.8 * q.limit
    ORDER BY used.quantity / q.limit DESC, c.id LIMIT ${SHOWN}`;
}

/** Who has a plan and called in the weeks before, but not once since an instant. */
export function readSilent(
  tx: Tx,
  providerId: ProviderId,
  since: Date,
  before: Date,
): Promise<AttentionRow[]> {
  return db(tx).$queryRaw`
    SELECT c.id AS "customerId", c.name, '' AS detail, last.bucket AS at
    FROM subscription s JOIN customer c ON c.provider_id = s.provider_id AND c.id = s.customer_id
    CROSS JOIN LATERAL (
      SELECT max(bucket) AS bucket FROM ledger.usage_rollup r
      WHERE r.provider_id = s.provider_id AND r.customer_id = s.customer_id AND r.bucket >= ${before}
    ) AS last
    WHERE s.provider_id = ${providerId} AND s.live_customer_id IS NOT NULL AND last.bucket < ${since}
    ORDER BY last.bucket, c.id LIMIT ${SHOWN}`;
}

export function readExpiringKeys(
  tx: Tx,
  providerId: ProviderId,
  now: Date,
  until: Date,
): Promise<AttentionRow[]> {
  return db(tx).$queryRaw`
    SELECT c.id AS "customerId", c.name, coalesce(nullif(k.name, ''), k.prefix || '…' || k.last4) AS detail,
      k.expires_at AS at
    FROM api_key k JOIN customer c ON c.provider_id = k.provider_id AND c.id = k.customer_id
    WHERE k.provider_id = ${providerId} AND k.revoked_at IS NULL AND k.expires_at > ${now}
      AND k.expires_at < ${until}
    ORDER BY k.expires_at, k.id LIMIT ${SHOWN}`;
}

export interface OwedRow extends AttentionRow {
  currency: string;
}

export function readOverdueCustomers(tx: Tx, providerId: ProviderId, now: Date): Promise<OwedRow[]> {
  return db(tx).$queryRaw`
    SELECT c.id AS "customerId", c.name, sum(i.amount_due)::text AS detail, min(i.due_at) AS at, i.currency
    FROM invoice i JOIN customer c ON c.provider_id = i.provider_id AND c.id = i.customer_id
    WHERE i.provider_id = ${providerId} AND i.status = 'open' AND i.due_at < ${now}
    GROUP BY c.id, c.name, i.currency ORDER BY sum(i.amount_due) DESC, c.id LIMIT ${SHOWN}`;
}

/** Calls that were refused in a span. */
export async function countDenials(
  tx: Tx,
  providerId: ProviderId,
  { start, end }: { start: Date; end: Date },
): Promise<number> {
  const [row] = await db(tx).$queryRaw<{ calls: bigint }[]>`
    SELECT coalesce(sum(calls), 0)::bigint AS calls FROM ledger.denial_rollup
    WHERE provider_id = ${providerId} AND bucket >= ${start} AND bucket < ${end}
      AND code NOT IN ('unknown_caller', 'duplicate')`;
  return Number(row?.calls ?? 0n);
}
