import type { Context, ProviderId } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { db, Prisma } from '@/lib/infra/postgres';
import { type UseFilter, usesOf } from './measure-store';

type Tx = Pick<Context, 'transaction'>;

/** One local day and endpoint. */
export interface DayRow {
  day: string;
  endpoint: string;
  quantity: string;
  calls: bigint;
}

const day = (instant: string, timezone: string) =>
  Prisma.sql`to_char(${Prisma.raw(instant)} AT TIME ZONE ${timezone}, 'YYYY-MM-DD')`;

/** From the rollups; `span` must fall on the bounds of quarters of an hour. */
export function rollupDays(
  tx: Tx,
  providerId: ProviderId,
  filter: UseFilter,
  span: Span,
  timezone: string,
): Promise<DayRow[]> {
  return db(tx).$queryRaw<DayRow[]>`
    SELECT ${day('bucket', timezone)} AS day, endpoint, trim_scale(round(sum(quantity), 30))::text AS quantity,
      sum(calls)::bigint AS calls
    FROM ledger.usage_rollup
    WHERE provider_id = ${providerId} AND customer_id = ${filter.customerId} AND meter = ${filter.meter}
      AND bucket >= ${span.start} AND bucket < ${span.end} AND status < ${filter.chargeableBelow}
    GROUP BY 1, 2 HAVING sum(calls) <> 0 OR sum(quantity) <> 0 ORDER BY 1, 2`;
}

export interface UsesFilter extends UseFilter {
  /** As the ledger stood then; as it stands when absent. */
  asOf?: Date | undefined;
}

/** From calls and events themselves: any span, at any time. */
export function daysOfUses(
  tx: Tx,
  providerId: ProviderId,
  { asOf, ...filter }: UsesFilter,
  span: Span,
  timezone: string,
): Promise<DayRow[]> {
  return db(tx).$queryRaw<DayRow[]>`
    SELECT ${day('occurred_at', timezone)} AS day, endpoint,
      trim_scale(round(sum(quantity), 30))::text AS quantity, count(*)::bigint AS calls
    FROM ${usesOf(providerId, filter, span, asOf)} AS used GROUP BY 1, 2 ORDER BY 1, 2`;
}

export interface UseRow {
  event_id: string | null;
  batch_id: bigint | null;
  place: number | null;
  occurred_at: Date;
  quantity: string;
  status: number;
  endpoint: string;
}

/** Where a page of uses begins: after this one. */
export interface UsePosition {
  occurredAt: Date;
  batchId: bigint;
  place: number;
  eventId: string;
}

export function selectUses(
  tx: Tx,
  providerId: ProviderId,
  { asOf, ...filter }: UsesFilter,
  span: Span,
  page: { take: number; after: UsePosition | null },
): Promise<UseRow[]> {
  const { after, take } = page;
  const position = Prisma.sql`(occurred_at, coalesce(batch_id, 0), coalesce(place, 0), coalesce(event_id, ''))`;
  const onward = after
    ? Prisma.sql`WHERE ${position} >
        (${after.occurredAt}, ${after.batchId}::bigint, ${after.place}::integer, ${after.eventId})`
    : Prisma.empty;
  return db(tx).$queryRaw<UseRow[]>`
    SELECT event_id, batch_id, place, occurred_at, trim_scale(quantity)::text AS quantity, status, endpoint
    FROM ${usesOf(providerId, filter, span, asOf)} AS used ${onward}
    ORDER BY occurred_at, coalesce(batch_id, 0), coalesce(place, 0), coalesce(event_id, '') LIMIT ${take}`;
}
