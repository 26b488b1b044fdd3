import type { Context, ProviderId } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { db } from '@/lib/infra/postgres';

/** One customer's invoices, less what was taken back, of one local day. */
export interface NetRow {
  customerId: string;
  day: string;
  amountMinor: bigint;
}

/**
 * Final invoices without taxes, less credit notes, disputes and what was written off, by customer and local day of
 * issue. A void invoice is as if it had never been; so are its credit notes. A write-off counts on the day of its
 * invoice. A dispute counts on the day it was opened, when the bank takes the money, until it is won; taxes that the
 * disputed invoices hold are left out in proportion.
 * Each kind of deduction is one arm of the union: money that goes back by other ways is one more.
 */
export async function readNetRevenue(
  tx: Pick<Context, 'transaction'>,
  providerId: ProviderId,
  range: Span,
  { currency, timezone }: { currency: string; timezone: string },
): Promise<NetRow[]> {
  return db(tx).$queryRaw`
    SELECT customer_id AS "customerId", to_char(at AT TIME ZONE ${timezone}, 'YYYY-MM-DD') AS day,
      sum(amount)::bigint AS "amountMinor"
    FROM (
      SELECT customer_id, issued_at AS at, taxable AS amount FROM invoice
      WHERE provider_id = ${providerId} AND currency = ${currency} AND status IN ('open', 'paid', 'uncollectible')
        AND issued_at >= ${range.start} AND issued_at < ${range.end}
      UNION ALL
      SELECT customer_id, issued_at, -round(amount_due::numeric * taxable / nullif(total, 0))::bigint FROM invoice
      WHERE provider_id = ${providerId} AND currency = ${currency} AND status = 'uncollectible' AND total <> 0
        AND issued_at >= ${range.start} AND issued_at < ${range.end}
      UNION ALL
      SELECT n.customer_id, n.issued_at, -n.taxable FROM credit_note n
      JOIN invoice i ON i.provider_id = n.provider_id AND i.id = n.invoice_id
      WHERE n.provider_id = ${providerId} AND n.currency = ${currency} AND i.status <> 'void'
        AND n.issued_at >= ${range.start} AND n.issued_at < ${range.end}
      UNION ALL
      SELECT d.customer_id, d.opened_at, coalesce(-round(d.amount::numeric
        * sum(s.applied::numeric * i.taxable / nullif(i.total, 0)) / nullif(sum(s.applied), 0)), 0)::bigint
      FROM dispute d
      JOIN payment_share s ON s.provider_id = d.provider_id AND s.payment_id = d.payment_id
      JOIN invoice i ON i.provider_id = s.provider_id AND i.id = s.invoice_id
      WHERE d.provider_id = ${providerId} AND d.currency = ${currency} AND i.status <> 'void'
        AND d.status IN ('needs_response', 'under_review', 'lost')
        AND d.opened_at >= ${range.start} AND d.opened_at < ${range.end}
      GROUP BY d.provider_id, d.id, d.customer_id, d.opened_at, d.amount
    ) AS moved GROUP BY 1, 2 ORDER BY 1, 2`;
}
