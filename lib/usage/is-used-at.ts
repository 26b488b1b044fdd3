import type { Context } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

/** Whether a customer used anything in the very millisecond of an instant. */
export async function isUsedAt(ctx: Context, input: { customerId: string; at: Date }): Promise<boolean> {
  const providerId = ctx.provider.id;
  const { customerId, at } = input;
  const rows = await db(ctx).$queryRaw<{ used: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM ledger.event
      WHERE provider_id = ${providerId} AND customer_id = ${customerId} AND occurred_at = ${at}
    ) OR EXISTS (
      SELECT FROM ledger.call_batch b CROSS JOIN LATERAL generate_series(1, b.calls) AS place
      WHERE b.provider_id = ${providerId} AND b.customer_id = ${customerId}
        AND b.occurred_at > ${at}::timestamptz - interval '15 minutes' AND b.occurred_at <= ${at}
        AND b.occurred_at + coalesce(b.offsets_ms[place], 0) * interval '1 millisecond' = ${at}
    ) AS used`;
  return rows[0]?.used ?? false;
}
