import type { Context, ProviderId } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

/** A customer's use of a meter in a local month. */
export interface MonthRow {
  customerId: string;
  meter: string;
  month: string;
  quantity: string;
  calls: bigint;
}

/** What customers used who have never had a subscription. */
export function readUnsubscribedUse(
  tx: Tx,
  providerId: ProviderId,
  range: Span,
  timezone: string,
): Promise<MonthRow[]> {
  return db(tx).$queryRaw`
    SELECT r.customer_id AS "customerId", r.meter, to_char(r.bucket AT TIME ZONE ${timezone}, 'YYYY-MM') AS month,
      trim_scale(sum(r.quantity))::text AS quantity, sum(r.calls)::bigint AS calls
    FROM ledger.usage_rollup r
    WHERE r.provider_id = ${providerId} AND r.bucket >= ${range.start} AND r.bucket < ${range.end}
      AND NOT EXISTS (
        SELECT FROM subscription s WHERE s.provider_id = ${providerId} AND s.customer_id = r.customer_id
      )
    GROUP BY 1, 2, 3 HAVING sum(r.calls) <> 0 ORDER BY 1, 3, 2`;
}

export interface DenialRow extends MonthRow {
  code: string;
  /** What was let through in the same month. */
  used: string;
  usedCalls: bigint;
}

/** What a limit that more money would lift refused, with what was let through beside it. */
export function readDenials(
  tx: Tx,
  providerId: ProviderId,
  range: Span,
  timezone: string,
): Promise<DenialRow[]> {
  return db(tx).$queryRaw`
    WITH denied AS (
      SELECT customer_id, meter, to_char(bucket AT TIME ZONE ${timezone}, 'YYYY-MM') AS month, code,
        sum(quantity) AS quantity, sum(calls) AS calls
      FROM ledger.denial_rollup
      WHERE provider_id = ${providerId} AND bucket >= ${range.start} AND bucket < ${range.end}
        AND code IN ('quota_exceeded', 'spend_limit_reached', 'credits_exhausted', 'no_subscription')
      GROUP BY 1, 2, 3, 4
    )
    SELECT d.customer_id AS "customerId", d.meter, d.month, d.code, trim_scale(d.quantity)::text AS quantity,
      d.calls::bigint AS calls, trim_scale(coalesce(used.quantity, 0))::text AS used,
      coalesce(used.calls, 0)::bigint AS "usedCalls"
    FROM denied d CROSS JOIN LATERAL (
      SELECT sum(quantity) AS quantity, sum(calls) AS calls FROM ledger.usage_rollup
      WHERE provider_id = ${providerId} AND customer_id = d.customer_id AND meter = d.meter
        AND bucket >= (d.month || '-01')::timestamp AT TIME ZONE ${timezone}
        AND bucket < ((d.month || '-01')::timestamp + interval '1 month') AT TIME ZONE ${timezone}
    ) AS used ORDER BY 1, 3, 2, 4`;
}

/** What never became usage: events of unknown customers (without one here), and repeats of events. */
export function readKeptOut(
  tx: Tx,
  providerId: ProviderId,
  range: Span,
): Promise<{ code: 'unknown_caller' | 'duplicate'; customerId: string; quantity: string }[]> {
  return db(tx).$queryRaw`
    SELECT code, customer_id AS "customerId", trim_scale(sum(quantity))::text AS quantity
    FROM ledger.denial_rollup
    WHERE provider_id = ${providerId} AND bucket >= ${range.start} AND bucket < ${range.end}
      AND code IN ('unknown_caller', 'duplicate')
    GROUP BY 1, 2 ORDER BY 1, sum(quantity) DESC, 2`;
}

export interface OverdueRow {
  customerId: string;
  invoices: bigint;
  amount: bigint;
  currency: string;
  /** Units that were let through since the oldest of them fell due. */
  served: string;
}

export function readOverdue(tx: Tx, providerId: ProviderId, now: Date): Promise<OverdueRow[]> {
  return db(tx).$queryRaw`
    WITH overdue AS (
      SELECT customer_id, currency, count(*) AS invoices, sum(amount_due)::bigint AS amount, min(due_at) AS since
      FROM invoice WHERE provider_id = ${providerId} AND status = 'open' AND due_at < ${now} GROUP BY 1, 2
    )
    SELECT o.customer_id AS "customerId", o.currency, o.invoices, o.amount,
      trim_scale(coalesce(used.quantity, 0))::text AS served
    FROM overdue o CROSS JOIN LATERAL (
      SELECT sum(quantity) AS quantity FROM ledger.usage_rollup
      WHERE provider_id = ${providerId} AND customer_id = o.customer_id AND bucket >= o.since AND bucket < ${now}
    ) AS used ORDER BY o.amount DESC`;
}

/**
 * Verified calls that were never told how they ended, of those who do tell: an hour is time enough. Usage that was
 * reported without a status needs no settlement, so it is taken off.
 */
export function readUnsettled(
  tx: Tx,
  providerId: ProviderId,
  range: Span,
): Promise<{ customerId: string; quantity: string; calls: bigint }[]> {
  return db(tx).$queryRaw`
    SELECT r.customer_id AS "customerId", trim_scale(r.quantity - reported.quantity)::text AS quantity,
      (r.calls - reported.calls)::bigint AS calls
    FROM (
      SELECT customer_id, sum(quantity) AS quantity, sum(calls) AS calls FROM ledger.usage_rollup
      WHERE provider_id = ${providerId} AND bucket >= ${range.start}
        AND bucket < ${range.end}::timestamptz - interval '1 hour' AND status = 0
      GROUP BY 1
    ) AS r CROSS JOIN LATERAL (
      SELECT coalesce(sum(e.quantity), 0) AS quantity, count(*) AS calls FROM ledger.event e
      WHERE e.provider_id = ${providerId} AND e.customer_id = r.customer_id AND e.status = 0
        AND e.occurred_at >= ${range.start} AND e.occurred_at < ${range.end}::timestamptz - interval '1 hour'
    ) AS reported
    WHERE EXISTS (SELECT FROM ledger.settlement s WHERE s.provider_id = ${providerId}
        AND s.customer_id = r.customer_id AND s.occurred_at >= ${range.start})
      AND r.calls > reported.calls
    ORDER BY 3 DESC`;
}

export interface FreeUseRow extends MonthRow {
  planId: string;
  planVersion: number;
}

/** The use of a range, by local month, of everybody who has a live subscription to a plan without a base fee. */
export function readBaselessUse(
  tx: Tx,
  providerId: ProviderId,
  range: Span,
  timezone: string,
): Promise<FreeUseRow[]> {
  return db(tx).$queryRaw`
    SELECT r.customer_id AS "customerId", r.meter, s.plan_id AS "planId", s.plan_version AS "planVersion",
      to_char(r.bucket AT TIME ZONE ${timezone}, 'YYYY-MM') AS month,
      trim_scale(sum(r.quantity))::text AS quantity, sum(r.calls)::bigint AS calls
    FROM subscription s
    JOIN plan_version v ON v.provider_id = s.provider_id AND v.plan_id = s.plan_id AND v.version = s.plan_version
    JOIN ledger.usage_rollup r ON r.provider_id = s.provider_id AND r.customer_id = s.customer_id
    WHERE s.provider_id = ${providerId} AND s.live_customer_id IS NOT NULL AND v.prices = '[]'::jsonb
      AND v.base_price::numeric = 0 AND r.bucket >= ${range.start} AND r.bucket < ${range.end}
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 5, 2`;
}
