import type { ProviderId } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { HOT_PATIENCE_MS, queryWithin } from '@/lib/infra/postgres';
import { runtime } from '@/lib/infra/runtime';

export interface RollupFilter {
  customerId?: string | undefined;
  meter?: string | undefined;
  span: Span;
}

/** PostgreSQL's bigint and numeric come as text: neither fits a number. */
export interface UsageRow {
  start: Date;
  end: Date;
  group: string | null;
  quantity: string;
  calls: string;
  errors: string;
  latency_ms_total: string;
  latency_calls: string;
}

const GROUP_COLUMN = { endpoint: 'endpoint', customer: 'customer_id', key: 'key_id', status: 'status::text' };

const BUCKET_OF = {
  hour: { start: "date_trunc('hour', bucket, $4)", step: "interval '1 hour'", local: false },
  day: { start: "date_trunc('day', bucket, $4)", step: "interval '1 day'", local: true },
  month: { start: "date_trunc('month', bucket, $4)", step: "interval '1 month'", local: true },
} as const;

/** Sums of rollups by local hour, day or month and, if asked, by a dimension. Reads rollups alone. */
export async function selectUsage(
  providerId: ProviderId,
  filter: RollupFilter,
  granularity: 'hour' | 'day' | 'month' | 'total',
  groupBy: keyof typeof GROUP_COLUMN | undefined,
  timezone: string,
): Promise<UsageRow[]> {
  const group = groupBy ? GROUP_COLUMN[groupBy] : 'NULL::text';
  const bucket = granularity === 'total' ? null : BUCKET_OF[granularity];
  const start = bucket ? bucket.start : '$2::timestamptz';
  // A local day may have 23 or 25 hours: the step is added to the local time, not to the instant.
  const end = !bucket
    ? '$3::timestamptz'
    : bucket.local
      ? `(${bucket.start} AT TIME ZONE $4 + ${bucket.step}) AT TIME ZONE $4`
      : `${bucket.start} + ${bucket.step}`;
  const { rows } = await runtime().pool.query<UsageRow>(
    `SELECT ${start} AS start, ${end} AS end, ${group} AS "group", sum(quantity)::text AS quantity,
       sum(calls)::bigint AS calls, coalesce(sum(calls) FILTER (WHERE status >= 400), 0)::bigint AS errors,
       sum(latency_ms_total)::bigint AS latency_ms_total, sum(latency_calls)::bigint AS latency_calls
     FROM ledger.usage_rollup
     WHERE provider_id = $1 AND bucket >= $2 AND bucket < $3 AND $4::text IS NOT NULL
       AND ($5::text IS NULL OR customer_id = $5) AND ($6::text IS NULL OR meter = $6)
     GROUP BY 1, 2, 3 HAVING sum(calls) <> 0 OR sum(quantity) <> 0
     ORDER BY 1, sum(quantity) DESC, 3`,
    [
      providerId,
      filter.span.start.toISOString(),
      filter.span.end.toISOString(),
      timezone,
      filter.customerId ?? null,
      filter.meter ?? null,
    ],
  );
  return rows;
}

export interface UnitsRow {
  meter: string;
  key_id: string;
  quantity: string;
  calls: string;
}

/**
 * A customer's chargeable use of each meter and key in a span with what leases granted in it hold, and the snapshot
 * it was read in, by which the gauge tells which later commits it has not yet seen.
 */
export async function selectUnits(
  providerId: ProviderId,
  customerId: string,
  span: Span,
  chargeableBelow: number,
): Promise<{ rows: UnitsRow[]; snapshot: string }> {
  const { rows } = await queryWithin<UnitsRow & { snapshot: string }>(HOT_PATIENCE_MS, {
    name: 'select-units',
    text: `SELECT s.snapshot, u.* FROM (SELECT pg_current_snapshot()::text AS snapshot) s
     LEFT JOIN (
       SELECT meter, key_id, sum(quantity)::text AS quantity, sum(calls)::bigint AS calls
       FROM (
         SELECT meter, key_id, quantity, calls FROM ledger.usage_rollup
         WHERE provider_id = $1 AND customer_id = $2 AND bucket >= $3 AND bucket < $4 AND status < $5
         UNION ALL
         SELECT meter, key_id, held_units, held_calls FROM ledger.lease
         WHERE provider_id = $1 AND customer_id = $2 AND granted_at >= $3 AND granted_at < $4 AND held_calls > 0
       ) used GROUP BY 1, 2
     ) u ON true`,
    values: [providerId, customerId, span.start.toISOString(), span.end.toISOString(), chargeableBelow],
  });
  return {
    rows: rows.filter((row) => row.meter !== null),
    snapshot: rows[0]?.snapshot ?? '1:1:',
  };
}

/** The first answer kept for an idempotency key that is younger than a day. */
export async function selectAnswer(providerId: ProviderId, key: string, now: Date): Promise<string | null> {
  const { rows } = await queryWithin<{ answer: string }>(HOT_PATIENCE_MS, {
    name: 'select-answer',
    text: `SELECT answer FROM ledger.verify_answer
      WHERE provider_id = $1 AND idempotency_key = $2 AND created_at >= $3::timestamptz - interval '24 hours'`,
    values: [providerId, key, now.toISOString()],
  });
  return rows[0]?.answer ?? null;
}
