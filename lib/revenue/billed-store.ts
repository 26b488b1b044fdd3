import type { ProviderId } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';

/** Where a meter's calls stand: on an invoice, or why not. */
export interface BilledRow {
  meter: string;
  /** What the rollups hold. */
  calls: string;
  /** What invoices remember to have billed. */
  billed: string;
  /** In a span that was billed, with a status that the plan does not charge. */
  not_charged: string;
  /** In a span that was billed, and charged, but not yet on an invoice: it came late. */
  late: string;
  /** In no span that was billed: of the running period, a trial, or without a subscription. */
  open: string;
}

/**
 * Lays every rollup beside the spans that invoices have billed. A row that lies in two spans is counted twice
 * here, so that spans that overlap show as more billed and unbilled calls than there are.
 */
const BILLED = `
WITH billed AS (
  SELECT c.customer_id, c.meter, c.span_start, c.span_end, c.billed_calls, v.chargeable_below
  FROM usage_charge c
  JOIN plan_version v ON v.provider_id = c.provider_id AND v.plan_id = c.plan_id AND v.version = c.plan_version
  WHERE c.provider_id = $1 AND c.billed_at IS NOT NULL
), placed AS (
  SELECT r.meter, sum(r.calls) FILTER (WHERE b.meter IS NULL) AS open,
    sum(r.calls) FILTER (WHERE r.status >= b.chargeable_below) AS not_charged,
    sum(r.calls) FILTER (WHERE r.status < b.chargeable_below) AS charged
  FROM ledger.usage_rollup r LEFT JOIN billed b ON b.customer_id = r.customer_id AND b.meter = r.meter
    AND r.bucket >= b.span_start AND r.bucket < b.span_end
  WHERE r.provider_id = $1 GROUP BY r.meter
), held AS (
  SELECT meter, sum(calls) AS calls FROM ledger.usage_rollup WHERE provider_id = $1 GROUP BY meter
), remembered AS (
  SELECT meter, sum(billed_calls) AS calls FROM billed GROUP BY meter
)
SELECT meter, coalesce(held.calls, 0)::text AS calls, coalesce(remembered.calls, 0)::text AS billed,
  coalesce(not_charged, 0)::text AS not_charged, (coalesce(charged, 0) - coalesce(remembered.calls, 0))::text AS late,
  coalesce(open, 0)::text AS open
FROM held FULL JOIN remembered USING (meter) LEFT JOIN placed USING (meter) ORDER BY meter`;

export async function selectBilled(providerId: ProviderId): Promise<BilledRow[]> {
  const { rows } = await runtime().pool.query<BilledRow>(BILLED, [providerId]);
  return rows;
}
