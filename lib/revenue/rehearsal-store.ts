import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

/** A closed window of a plan's subscriber; `start` is null for a subscriber without any. */
export interface WindowRow {
  subscriptionId: string;
  customerId: string;
  name: string;
  externalId: string | null;
  start: Date | null;
  end: Date | null;
}

/** A plan's present subscribers and the last windows of each that final invoices closed while it was on the plan. */
export function readWindows(
  tx: Tx,
  providerId: ProviderId,
  planId: string,
  windows: number,
): Promise<WindowRow[]> {
  return db(tx).$queryRaw`
    SELECT s.id AS "subscriptionId", c.id AS "customerId", c.name, c.external_id AS "externalId",
      w.window_start AS start, w.period_end AS "end"
    FROM subscription s JOIN customer c ON c.provider_id = s.provider_id AND c.id = s.customer_id
    LEFT JOIN LATERAL (
      SELECT i.window_start, i.period_end FROM invoice i
      WHERE i.provider_id = s.provider_id AND i.subscription_id = s.id AND i.window_start IS NOT NULL
        AND i.status IN ('open', 'paid', 'uncollectible') AND i.plan ->> 'id' = ${planId}
      ORDER BY i.window_start DESC LIMIT ${windows}
    ) AS w ON true
    WHERE s.provider_id = ${providerId} AND s.plan_id = ${planId} AND s.live_customer_id IS NOT NULL
    ORDER BY s.id, w.window_start`;
}

/** What was billed of one meter in a span of a window. */
export interface BilledUseRow {
  subscriptionId: string;
  meter: string;
  start: Date;
  end: Date;
  planVersion: number;
  isWhole: boolean;
  quantity: string;
  calls: bigint;
}

/** The billed usage of a plan's subscribers; windows and spans are put together by the caller. */
export function readBilledUse(tx: Tx, providerId: ProviderId, planId: string): Promise<BilledUseRow[]> {
  return db(tx).$queryRaw`
    SELECT u.subscription_id AS "subscriptionId", u.meter, u.span_start AS start, u.span_end AS "end",
      u.plan_version AS "planVersion", u.is_whole AS "isWhole", u.billed_quantity AS quantity,
      u.billed_calls AS calls
    FROM usage_charge u JOIN subscription s ON s.provider_id = u.provider_id AND s.id = u.subscription_id
    WHERE u.provider_id = ${providerId} AND u.plan_id = ${planId} AND u.billed_quantity IS NOT NULL
      AND s.plan_id = ${planId} AND s.live_customer_id IS NOT NULL
    ORDER BY u.subscription_id, u.span_start, u.meter`;
}

/** A base fee, or a part of one, that final invoices took up. */
export interface BaseFeeRow {
  subscriptionId: string;
  start: Date;
  amount: bigint;
  /** The exact amount, and the whole fee that it is a part of: decimal strings in the major unit. */
  exact: string;
  basePrice: string;
}

export function readBaseFees(
  tx: Tx,
  providerId: ProviderId,
  plan: { id: string; slug: string },
): Promise<BaseFeeRow[]> {
  return db(tx).$queryRaw`
    SELECT f.subscription_id AS "subscriptionId", f.period_start AS start, f.amount, f.exact,
      f.detail ->> 'basePrice' AS "basePrice"
    FROM invoice_item f
    JOIN subscription s ON s.provider_id = f.provider_id AND s.id = f.subscription_id
    JOIN invoice i ON i.provider_id = f.provider_id AND i.id = f.invoice_id
    WHERE f.provider_id = ${providerId} AND f.kind IN ('base', 'proration') AND f.detail ->> 'plan' = ${plan.slug}
      AND i.status IN ('open', 'paid', 'uncollectible')
      AND s.plan_id = ${plan.id} AND s.live_customer_id IS NOT NULL
    ORDER BY f.subscription_id, f.period_start, f.position`;
}
