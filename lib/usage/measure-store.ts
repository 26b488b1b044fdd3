import type { Context, ProviderId } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { db, Prisma } from '@/lib/infra/postgres';
import { fromBase32 } from './reconcile-store';

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

/**
 * Every charged use of a span, one row each: events as they were reported, and calls taken out of their batches
 * as they stand after their settlement. With `asOf`, as the ledger stood then.
 */
export function usesOf(providerId: ProviderId, filter: UseFilter, span: Span, asOf?: Date): Prisma.Sql {
  const { customerId, meter, chargeableBelow } = filter;
  const known = (column: string) => (asOf ? Prisma.sql`${Prisma.raw(column)} <= ${asOf}` : Prisma.sql`true`);
  return Prisma.sql`(
    WITH settled AS (
      SELECT s.quantity_delta, s.status, s.endpoint, ${BATCH_OF_ID} AS batch_id, ${PLACE_OF_ID} AS place
      FROM ledger.settlement s
      WHERE s.provider_id = ${providerId} AND s.customer_id = ${customerId} AND s.meter = ${meter}
        AND s.occurred_at >= ${span.start} AND s.occurred_at < ${span.end} AND ${known('s.received_at')}
    ), counted AS (
      SELECT b.batch_id, b.first_place + n AS place, b.endpoint, b.key_id, coalesce(b.quantities[n], 1) AS quantity,
        b.occurred_at + coalesce(b.offsets_ms[n], 0) * interval '1 millisecond' AS occurred_at
      FROM ledger.call_batch b CROSS JOIN LATERAL generate_series(1, b.calls) AS n
      WHERE b.provider_id = ${providerId} AND b.customer_id = ${customerId} AND b.meter = ${meter}
        AND b.occurred_at > ${span.start}::timestamptz - interval '15 minutes' AND b.occurred_at < ${span.end}
        AND ${known('b.occurred_at')}
    )
    SELECT event_id, NULL::bigint AS batch_id, NULL::integer AS place, occurred_at, quantity, status, endpoint,
      key_id, properties
    FROM ledger.event
    WHERE provider_id = ${providerId} AND customer_id = ${customerId} AND meter = ${meter}
      AND occurred_at >= ${span.start} AND occurred_at < ${span.end} AND status < ${chargeableBelow}
      AND ${known('received_at')}
    UNION ALL
    SELECT NULL, c.batch_id, c.place, c.occurred_at, c.quantity + coalesce(s.quantity_delta, 0),
      coalesce(s.status, 0), coalesce(s.endpoint, c.endpoint), c.key_id, NULL
    FROM counted c LEFT JOIN settled s USING (batch_id, place)
    WHERE c.occurred_at >= ${span.start} AND c.occurred_at < ${span.end}
      AND coalesce(s.status, 0) < ${chargeableBelow}
  )`;
}

// A settlement names its call by id alone: the batch and the place in it are read out of the id (call-id.ts).
const BATCH_OF_ID = Prisma.raw(fromBase32(15, 12));
const PLACE_OF_ID = Prisma.raw(`(${fromBase32(27, 4)})::integer + 1`);

/** The use of any span, to the millisecond, from calls and events themselves. */
export async function sumUses(
  tx: Tx,
  providerId: ProviderId,
  filter: UseFilter,
  span: Span,
  by: { aggregation: string; property: string | null } = { aggregation: 'sum', property: null },
): Promise<UseSum> {
  const rows = await db(tx).$queryRaw<UseSum[]>`
    SELECT ${aggregate(by)} AS quantity, count(*)::bigint AS calls
    FROM ${usesOf(providerId, filter, span)} AS used`;
  return rows[0] ?? { quantity: '0', calls: 0n };
}

export interface KeyUse {
  keyId: string;
  quantity: string;
  calls: bigint;
}

/** The sums of whole quarters of an hour, and of ragged ends from the uses themselves, by key. */
export function sumByKey(
  tx: Tx,
  providerId: ProviderId,
  filter: UseFilter,
  { whole, ends }: { whole: Span | null; ends: Span[] },
): Promise<KeyUse[]> {
  const { customerId, meter, chargeableBelow } = filter;
  const parts = ends.map(
    (end) => Prisma.sql`SELECT key_id, quantity, 1 AS calls FROM ${usesOf(providerId, filter, end)} AS used`,
  );
  if (whole) {
    parts.push(Prisma.sql`SELECT key_id, quantity, calls FROM ledger.usage_rollup
      WHERE provider_id = ${providerId} AND customer_id = ${customerId} AND meter = ${meter}
        AND bucket >= ${whole.start} AND bucket < ${whole.end} AND status < ${chargeableBelow}`);
  }
  if (parts.length === 0) return Promise.resolve([]);
  return db(tx).$queryRaw<KeyUse[]>`
    SELECT key_id AS "keyId", ${exact(Prisma.sql`sum(quantity)`)} AS quantity, sum(calls)::bigint AS calls
    FROM (${Prisma.join(parts, ' UNION ALL ')}) AS used GROUP BY key_id`;
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
