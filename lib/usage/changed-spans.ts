import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';
import type { UseSum } from './measure-store';

/** A span that was measured before, with the rollups' sum of that time. */
export interface MeasuredSpan {
  meter: string;
  start: Date;
  end: Date;
  chargeableBelow: number;
  rollup: UseSum;
}

/**
 * Which of a customer's spans have changed since they were measured (their positions in the list): one query for
 * all of them, so that looking for late events costs an invoice little.
 */
export async function changedSpans(
  ctx: Context,
  input: { customerId: string; spans: readonly MeasuredSpan[] },
): Promise<number[]> {
  if (input.spans.length === 0) return [];
  const rows = await selectSums(ctx, ctx.provider.id, input.customerId, input.spans);
  return rows
    .filter(({ position, quantity, calls }) => {
      const before = input.spans[position]?.rollup;
      return before?.quantity !== quantity || before.calls !== calls;
    })
    .map(({ position }) => position);
}

function selectSums(
  tx: Pick<Context, 'transaction'>,
  providerId: ProviderId,
  customerId: string,
  spans: readonly MeasuredSpan[],
): Promise<(UseSum & { position: number })[]> {
  const asked = JSON.stringify(
    spans.map(({ meter, start, end, chargeableBelow }, position) => ({
      ...{ position, meter, chargeable_below: chargeableBelow },
      ...{ span_start: start.toISOString(), span_end: end.toISOString() },
    })),
  );
  return db(tx).$queryRaw`
    SELECT s.position, used.quantity, used.calls
    FROM jsonb_to_recordset(${asked}::jsonb) AS s (
      position int, meter text, chargeable_below int, span_start timestamptz, span_end timestamptz
    ) CROSS JOIN LATERAL (
      SELECT trim_scale(round(coalesce(sum(quantity), 0), 30))::text AS quantity,
        coalesce(sum(calls), 0)::bigint AS calls
      FROM ledger.usage_rollup
      WHERE provider_id = ${providerId} AND customer_id = ${customerId} AND meter = s.meter
        AND bucket >= date_bin('15 minutes', s.span_start, 'epoch') AND bucket < s.span_end
        AND status < s.chargeable_below
    ) AS used`;
}
