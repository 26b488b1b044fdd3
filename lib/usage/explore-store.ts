import type { ProviderId } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { runtime } from '@/lib/infra/runtime';

export interface ExploreFilter {
  span: Span;
  customerId: string | null;
  meter: string | null;
  endpoint: string | null;
  keyId: string | null;
  /** From the first on and below the second. */
  status: readonly [number, number] | null;
}

interface Measures {
  quantity: string;
  calls: string;
  errors: string;
  latency_ms_total: string;
  latency_calls: string;
}

/** One sum; `facet` says over what, the columns of other facets are null. */
export interface FacetRow extends Measures {
  facet: keyof typeof SETS;
  day: Date | null;
  weekday: number | null;
  hour: number | null;
  endpoint: string | null;
  customer_id: string | null;
  key_id: string | null;
  status: number | null;
}

const WHERE = `provider_id = $1 AND bucket >= $2 AND bucket < $3
  AND ($4::text IS NULL OR customer_id = $4) AND ($5::text IS NULL OR meter = $5)
  AND ($6::text IS NULL OR endpoint = $6) AND ($7::text IS NULL OR key_id = $7)
  AND ($8::int IS NULL OR (status >= $8 AND status < $9::int))`;

const MEASURES = `sum(quantity)::text AS quantity, sum(calls)::bigint AS calls,
  coalesce(sum(calls) FILTER (WHERE status >= 400), 0)::bigint AS errors,
  sum(latency_ms_total)::bigint AS latency_ms_total, sum(latency_calls)::bigint AS latency_calls`;

/** Bits of grouping() over (day, weekday, endpoint, customer_id, key_id, status): set where it is not grouped by. */
const SETS = {
  total: 63,
  day: 31,
  dayEndpoint: 23,
  hour: 47,
  endpoint: 55,
  customer: 59,
  key: 61,
  status: 62,
};

function valuesOf(providerId: ProviderId, { span, status, ...filter }: ExploreFilter): unknown[] {
  const { customerId, meter, endpoint, keyId } = filter;
  return [
    ...[providerId, span.start.toISOString(), span.end.toISOString()],
    ...[customerId, meter, endpoint, keyId, status?.[0] ?? null, status?.[1] ?? null],
  ];
}

/**
 * All sums that a screen of usage shows, in one pass over the rollups: in all, by local day, by day and endpoint, by
 * local weekday (Monday is 1) and hour, by endpoint, customer, key and status.
 */
export async function selectFacets(
  providerId: ProviderId,
  filter: ExploreFilter,
  timezone: string,
): Promise<FacetRow[]> {
  const facets = Object.entries(SETS).map(([name, bits]) => `WHEN ${bits} THEN '${name}'`);
  const { rows } = await runtime().pool.query<FacetRow>(
    `WITH used AS (
       SELECT date_trunc('day', bucket, $10) AS day, extract(isodow FROM bucket AT TIME ZONE $10)::int AS weekday,
         extract(hour FROM bucket AT TIME ZONE $10)::int AS hour, endpoint, customer_id, key_id, status, quantity,
         calls, latency_ms_total, latency_calls
       FROM ledger.usage_rollup WHERE ${WHERE}
     )
     SELECT CASE grouping(day, weekday, endpoint, customer_id, key_id, status) ${facets.join(' ')} END AS facet,
       day, weekday, hour, endpoint, customer_id, key_id, status, ${MEASURES}
     FROM used
     GROUP BY GROUPING SETS ((), (day), (day, endpoint), (weekday, hour), (endpoint), (customer_id), (key_id), (status))
     HAVING sum(calls) <> 0 OR sum(quantity) <> 0`,
    [...valuesOf(providerId, filter), timezone],
  );
  return rows;
}

/** The sum of a span, to compare with. */
export async function selectSum(providerId: ProviderId, filter: ExploreFilter): Promise<Measures | null> {
  const { rows } = await runtime().pool.query<Measures>(
    `SELECT ${MEASURES} FROM ledger.usage_rollup WHERE ${WHERE} HAVING count(*) > 0`,
    valuesOf(providerId, filter),
  );
  return rows[0] ?? null;
}

export interface FinestRow extends Measures {
  day: Date;
  customer_id: string;
  external_id: string | null;
  name: string;
  meter: string;
  endpoint: string;
  key_id: string;
  status: number;
}

/** Sums by local day and every dimension, at most so many. */
export async function selectFinest(
  providerId: ProviderId,
  filter: ExploreFilter,
  { timezone, most }: { timezone: string; most: number },
): Promise<FinestRow[]> {
  const { rows } = await runtime().pool.query<FinestRow>(
    `SELECT u.*, c.external_id, c.name FROM (
       SELECT date_trunc('day', bucket, $10) AS day, customer_id, meter, endpoint, key_id, status, ${MEASURES}
       FROM ledger.usage_rollup WHERE ${WHERE}
       GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(calls) <> 0 OR sum(quantity) <> 0
       ORDER BY 1, 2, 3, 4, 5, 6 LIMIT $11
     ) u LEFT JOIN customer c ON c.provider_id = $1 AND c.id = u.customer_id
     ORDER BY day, customer_id, meter, endpoint, key_id, status`,
    [...valuesOf(providerId, filter), timezone, most],
  );
  return rows;
}
