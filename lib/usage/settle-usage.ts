import type { ProviderId } from '@/lib/core/context';
import { BATCH_PATIENCE_MS, queryWithin } from '@/lib/infra/postgres';
import { type CallLocation, parseCallId } from './call-id';
import { JOURNAL_SUMS } from './journal-sums';
import { ensureMonths } from './partitions';
import { poster } from './poster';

/** What a counted call really cost. */
export interface Settlement {
  id: string;
  /** Decimal string; "0" releases the call. */
  cost: string;
  status: number;
  latencyMs: number | null;
  /** Null keeps the endpoint that verify was told. */
  endpoint: string | null;
}

interface Asked {
  index: number;
  settlement: Settlement;
  location: CallLocation;
}

/** A settlement that took effect, with what the gauge needs to follow it. */
export interface SettledCall {
  index: number;
  customerId: string;
  meter: string;
  keyId: string;
  occurredAt: Date;
  countedQuantity: string;
  countedStatus: number;
  cost: string;
  status: number;
}

export interface SettleOutcome {
  settled: SettledCall[];
  /** Indexes of settlements of calls that were settled before: the first one wins. */
  unchanged: number[];
  /** Indexes of ids that name no call of this provider. */
  unknown: number[];
  xid: string;
}

/**
 * The correction, and in the journal the move of the rollup from what was counted to what is true, in one statement.
 * The id leads to the batch, posted or not; that its instant is the call's own keeps a doctored id from settling the
 * same call again. The settlement's primary key lets only the first through.
 */
const SETTLE = `
WITH input AS MATERIALIZED (
  SELECT * FROM unnest($2::int[], $3::text[], $4::timestamptz[], $5::numeric[], $6::smallint[], $7::int[], $8::text[],
    $10::bigint[], $11::int[])
  AS t(index, event_id, occurred_at, cost, new_status, new_latency_ms, new_endpoint, batch_id, place)
), original AS MATERIALIZED (
  SELECT i.*, b.customer_id, b.meter, coalesce(b.quantities[i.place - b.first_place + 1], 1) AS quantity, b.endpoint,
    b.key_id, 0::smallint AS status, NULL::int AS latency_ms
  FROM input i JOIN ledger.posted_batch b
    ON b.provider_id = $1 AND b.batch_id = i.batch_id
      AND i.place >= b.first_place AND i.place < b.first_place + b.calls
      AND b.occurred_at >= date_bin('15 minutes', i.occurred_at, 'epoch') AND b.occurred_at <= i.occurred_at
      AND i.occurred_at
        = b.occurred_at + coalesce(b.offsets_ms[i.place - b.first_place + 1], 0) * interval '1 millisecond'
  UNION ALL
  SELECT i.*, c.customer_id, c.meter, c.quantity, c.endpoint, c.key_id, 0::smallint, NULL::int
  FROM input i JOIN ledger.unposted_call c
    ON c.provider_id = $1 AND c.batch_id = i.batch_id AND c.place = i.place AND c.occurred_at = i.occurred_at
), first AS (
  INSERT INTO ledger.settlement (provider_id, event_id, occurred_at, received_at, customer_id, meter,
    quantity_delta, endpoint, status, latency_ms)
  SELECT $1, event_id, occurred_at, $9, customer_id, meter, cost - quantity, coalesce(new_endpoint, endpoint),
    new_status, new_latency_ms
  FROM original ORDER BY event_id ON CONFLICT DO NOTHING RETURNING event_id
), moved AS (
  SELECT original.* FROM original JOIN first USING (event_id)
), signed AS (
  SELECT customer_id, meter, occurred_at, endpoint, key_id, status, -quantity AS quantity, -1 AS calls,
    -coalesce(latency_ms, 0) AS latency_ms, -(latency_ms IS NOT NULL)::int AS latency_calls FROM moved
  UNION ALL
  SELECT customer_id, meter, occurred_at, coalesce(new_endpoint, endpoint), key_id, new_status, cost, 1,
    coalesce(new_latency_ms, 0), (new_latency_ms IS NOT NULL)::int FROM moved
), sums AS (
  SELECT $1::text AS provider_id, customer_id, meter, date_bin('15 minutes', occurred_at, 'epoch') AS bucket, endpoint,
    key_id, status, sum(quantity) AS quantity, sum(calls) AS calls, sum(latency_ms) AS latency_ms_total,
    sum(latency_calls) AS latency_calls
  FROM signed GROUP BY 1, 2, 3, 4, 5, 6, 7
), journaled AS (${JOURNAL_SUMS}
)
SELECT original.index, customer_id, meter, key_id, occurred_at, quantity::text, status, cost::text, new_status,
  first.event_id IS NOT NULL AS is_first, pg_current_xact_id()::text AS xid
FROM original LEFT JOIN first USING (event_id)`;

interface SettleRow {
  index: number;
  customer_id: string;
  meter: string;
  key_id: string;
  occurred_at: Date;
  quantity: string;
  status: number;
  cost: string;
  new_status: number;
  is_first: boolean;
  xid: string;
}

/** Settles calls of one provider. Of two settlements of one id in the same list, the first counts. */
export async function settleUsage(
  providerId: ProviderId,
  receivedAt: Date,
  settlements: Settlement[],
): Promise<SettleOutcome> {
  const firstIndexOf = new Map<string, number>();
  const repeated: number[] = [];
  const asked: Asked[] = [];
  settlements.forEach((settlement, index) => {
    const location = parseCallId(settlement.id);
    if (firstIndexOf.has(settlement.id)) repeated.push(index);
    else if (location) {
      firstIndexOf.set(settlement.id, index);
      asked.push({ index, settlement, location });
    }
  });
  const rows = await write(providerId, receivedAt, asked);
  const found = new Set(rows.map((row) => row.index));
  // A repeat of an id that names nothing is as unknown as its first.
  const isKnown = (index: number) => found.has(firstIndexOf.get((settlements[index] as Settlement).id) ?? -1);
  return {
    settled: rows.filter((row) => row.is_first).map(settledCall),
    unchanged: [...rows.filter((row) => !row.is_first).map((row) => row.index), ...repeated.filter(isKnown)],
    unknown: settlements.flatMap((_, index) => (isKnown(index) ? [] : [index])),
    xid: rows[0]?.xid ?? '0',
  };
}

async function write(providerId: ProviderId, receivedAt: Date, asked: Asked[]): Promise<SettleRow[]> {
  if (asked.length === 0) return [];
  await ensureMonths(asked.map((one) => one.location.occurredAt));
  const { rows } = await queryWithin<SettleRow>(BATCH_PATIENCE_MS, {
    name: 'settle-usage',
    text: SETTLE,
    values: [
      providerId,
      asked.map((one) => one.index),
      asked.map((one) => one.settlement.id),
      asked.map((one) => one.location.occurredAt.toISOString()),
      asked.map((one) => one.settlement.cost),
      asked.map((one) => one.settlement.status),
      asked.map((one) => one.settlement.latencyMs),
      asked.map((one) => one.settlement.endpoint),
      receivedAt.toISOString(),
      asked.map((one) => one.location.batchId.toString()),
      asked.map((one) => one.location.position),
    ],
  });
  poster().note();
  return rows;
}

function settledCall(row: SettleRow): SettledCall {
  return {
    index: row.index,
    customerId: row.customer_id,
    meter: row.meter,
    keyId: row.key_id,
    occurredAt: row.occurred_at,
    countedQuantity: row.quantity,
    countedStatus: row.status,
    cost: row.cost,
    status: row.new_status,
  };
}
