import type { Context, ProviderId } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { db } from '@/lib/infra/postgres';
import { BUCKET_MS } from './entry';

/** One customer's use of a meter in a span. */
export interface SpanToSum extends Span {
  customerId: string;
  meter: string;
  chargeableBelow: number;
}

/** The chargeable use of one local day of a span; `day` is empty for all before the range together. */
export interface DayOfSpan {
  /** The span's place in the list. */
  position: number;
  day: string;
  quantity: string;
  calls: bigint;
}

/**
 * The use of many spans by local day, up to the end of a range, in one query over the rollups: each span from its
 * own start, what lies before the range as one sum. Ends that are no whole quarters of an hour are widened to
 * them.
 */
export async function usageOfSpans(
  ctx: Context,
  input: { spans: readonly SpanToSum[]; range: Span },
): Promise<DayOfSpan[]> {
  if (input.spans.length === 0) return [];
  const { id, timezone } = ctx.provider;
  return selectDays(ctx, id, input, timezone);
}

function selectDays(
  tx: Pick<Context, 'transaction'>,
  providerId: ProviderId,
  { spans, range }: { spans: readonly SpanToSum[]; range: Span },
  timezone: string,
): Promise<DayOfSpan[]> {
  const rangeEnd = new Date(Math.ceil(range.end.getTime() / BUCKET_MS) * BUCKET_MS);
  const asked = JSON.stringify(
    spans.map(({ customerId, meter, chargeableBelow, start, end }, position) => ({
      ...{ position, customer_id: customerId, meter, chargeable_below: chargeableBelow },
      ...{ span_start: start.toISOString(), span_end: (end < rangeEnd ? end : rangeEnd).toISOString() },
    })),
  );
  return db(tx).$queryRaw`
    SELECT s.position, used.day, trim_scale(round(used.quantity, 30))::text AS quantity, used.calls
    FROM jsonb_to_recordset(${asked}::jsonb) AS s (
      position int, customer_id text, meter text, chargeable_below int, span_start timestamptz, span_end timestamptz
    ) CROSS JOIN LATERAL (
      SELECT CASE WHEN bucket < ${range.start} THEN ''
          ELSE to_char(bucket AT TIME ZONE ${timezone}, 'YYYY-MM-DD') END AS day,
        sum(quantity) AS quantity, sum(calls)::bigint AS calls
      FROM ledger.usage_rollup
      WHERE provider_id = ${providerId} AND customer_id = s.customer_id AND meter = s.meter
        AND bucket >= date_bin('15 minutes', s.span_start, 'epoch') AND bucket < s.span_end
        AND status < s.chargeable_below
      GROUP BY 1
    ) AS used ORDER BY s.position, used.day`;
}
