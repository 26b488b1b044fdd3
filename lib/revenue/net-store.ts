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
 * Final invoices without taxes, less credit notes and what was written off, by customer and local day of issue. A
 * void invoice is as if it had never been; so are its credit notes. A write-off counts on the day of its invoice.
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
    ) AS moved GROUP BY 1, 2 ORDER BY 1, 2`;
}
