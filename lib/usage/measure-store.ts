import type { Context, ProviderId } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { db, Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

/** Whose use of what, and up to which status it is charged. */
export interface UseFilter {
  customerId: string;
  meter: string;
  /** Calls with a status at or above this are not charged. */
  chargeableBelow: number;
}

export interface UseSum {
  quantity: string;
  calls: bigint;
}

/** Prices take thirty digits after the point; what is beyond them is worth nothing. */
const exact = (sum: Prisma.Sql) => Prisma.sql`trim_scale(round(coalesce(${sum}, 0), 30))::text`;

export async function selectMeter(
  tx: Tx,
  providerId: ProviderId,
  slug: string,
): Promise<{ aggregation: string; property: string | null } | null> {
  const rows = await db(tx).$queryRaw<{ aggregation: string; property: string | null }[]>`
    SELECT aggregation, property FROM meter WHERE provider_id = ${providerId} AND slug = ${slug}`;
  return rows[0] ?? null;
}

/** The sum of whole quarters of an hour; `span` must fall on their bounds. */
export async function sumRollups(
  tx: Tx,
  providerId: ProviderId,
  filter: UseFilter,
  span: Span,
): Promise<UseSum> {
  const rows = await db(tx).$queryRaw<UseSum[]>`
    SELECT ${exact(Prisma.sql`sum(quantity)`)} AS quantity, coalesce(sum(calls), 0)::bigint AS calls
    FROM ledger.usage_rollup
    WHERE provider_id = ${providerId} AND customer_id = ${filter.customerId} AND meter = ${filter.meter}
      AND bucket >= ${span.start} AND bucket < ${span.end} AND status < ${filter.chargeableBelow}`;
  return rows[0] ?? { quantity: '0', calls: 0n };
}

/** Every charged event of a span as it stands after its settlement. */
export function settledEvents(providerId: ProviderId, filter: UseFilter, span: Span): Prisma.Sql {
  return Prisma.sql`(
    SELECT e.event_id, e.kind, e.occurred_at, greatest(e.received_at, s.received_at) AS received_at,
      e.quantity + coalesce(s.quantity_delta, 0) AS quantity, coalesce(s.status, e.status) AS status,
      coalesce(s.endpoint, e.endpoint) AS endpoint, e.key_id, e.properties
    FROM ledger.usage_event e
    LEFT JOIN ledger.settlement s ON e.kind = 'c' AND s.provider_id = e.provider_id
      AND s.event_id = e.event_id AND s.occurred_at = e.occurred_at
    WHERE e.provider_id = ${providerId} AND e.customer_id = ${filter.customerId} AND e.meter = ${filter.meter}
      AND e.occurred_at >= ${span.start} AND e.occurred_at < ${span.end}
      AND coalesce(s.status, e.status) < ${filter.chargeableBelow}
  )`;
}

/** The use of any span, to the millisecond, from the events themselves. */
export async function sumEvents(
  tx: Tx,
  providerId: ProviderId,
  filter: UseFilter,
  span: Span,
  by: { aggregation: string; property: string | null } = { aggregation: 'sum', property: null },
): Promise<UseSum> {
  const rows = await db(tx).$queryRaw<UseSum[]>`
    SELECT ${aggregate(by)} AS quantity, count(*)::bigint AS calls
    FROM ${settledEvents(providerId, filter, span)} AS event`;
  return rows[0] ?? { quantity: '0', calls: 0n };
}

function aggregate({ aggregation, property }: { aggregation: string; property: string | null }): Prisma.Sql {
  switch (aggregation) {
    case 'count':
      return Prisma.sql`count(*)::text`;
    case 'max':
      return exact(Prisma.sql`max(quantity)`);
    case 'unique':
      return Prisma.sql`count(DISTINCT properties ->> ${property ?? ''})::text`;
    default:
      return exact(Prisma.sql`sum(quantity)`);
  }
}
