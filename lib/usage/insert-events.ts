import { BATCH_PATIENCE_MS, queryWithin } from '@/lib/infra/postgres';
import type { EventEntry } from './entry';
import { JOURNAL_SUMS } from './journal-sums';
import { ensureMonths } from './partitions';
import { poster } from './poster';
import { instantArray, numberArray, textArray } from './sql-arrays';

/**
 * Stores events and journals the sums of those that were really new, in one statement and so in one transaction.
 * Ids are claimed first; an event whose claim fails is a duplicate and goes nowhere. Rows are sorted, so that
 * concurrent batches take their locks in the same order; by id before provider, because PostgreSQL sorts by the
 * first bytes of the first column, and those of a provider are all the same. What comes back is the transaction and
 * the duplicates, which are few.
 */
const INSERT_EVENTS = `
WITH input AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
    $7::numeric[], $8::text[], $9::text[], $10::smallint[], $11::integer[], $12::jsonb[])
  AS t(provider_id, customer_id, event_id, meter, occurred_at, received_at, quantity, endpoint, key_id, status,
    latency_ms, properties)
), claimed AS (
  INSERT INTO ledger.event_key (provider_id, event_id, occurred_at)
  SELECT provider_id, event_id, occurred_at FROM input ORDER BY event_id, provider_id
  ON CONFLICT DO NOTHING RETURNING provider_id, event_id
), fresh AS MATERIALIZED (
  SELECT input.* FROM input JOIN claimed USING (event_id, provider_id)
), stored AS (
  INSERT INTO ledger.event (provider_id, customer_id, event_id, meter, occurred_at, received_at, quantity,
    endpoint, key_id, status, latency_ms, properties)
  SELECT provider_id, customer_id, event_id, meter, occurred_at, received_at, quantity, endpoint, key_id, status,
    latency_ms, properties FROM fresh
), sums AS (
  SELECT provider_id, customer_id, meter, date_bin('15 minutes', occurred_at, 'epoch') AS bucket, endpoint, key_id,
    status, sum(quantity) AS quantity, count(*) AS calls, coalesce(sum(latency_ms), 0) AS latency_ms_total,
    count(latency_ms) AS latency_calls
  FROM fresh GROUP BY 1, 2, 3, 4, 5, 6, 7
), journaled AS (${JOURNAL_SUMS}
)
SELECT NULL AS provider_id, NULL AS event_id, pg_current_xact_id()::text AS xid
UNION ALL
SELECT provider_id, event_id, NULL FROM input LEFT JOIN claimed USING (event_id, provider_id)
WHERE claimed.event_id IS NULL`;

export interface EventOutcome {
  /** False when it was a duplicate and nothing was stored of it. */
  isNew: boolean;
  /** PostgreSQL's id of the transaction that stored it. */
  xid: string;
}

const claimOf = (providerId: string, eventId: string) => `${providerId} ${eventId}`;

/** Commits events. Two of one id in the same batch count once: the first. */
export async function insertEvents(entries: EventEntry[]): Promise<EventOutcome[]> {
  await ensureMonths(entries.map((entry) => entry.occurredAt));
  const firstOf = new Map<string, number>();
  const kept = entries.filter((entry, index) => {
    const claim = claimOf(entry.providerId, entry.eventId);
    if (firstOf.has(claim)) return false;
    firstOf.set(claim, index);
    return true;
  });
  const { rows } = await queryWithin<{ provider_id: string; event_id: string; xid: string | null }>(
    BATCH_PATIENCE_MS,
    {
      name: 'insert-events',
      text: INSERT_EVENTS,
      values: columns(kept),
    },
  );
  poster().note();
  const xid = rows.find((row) => row.xid !== null)?.xid ?? '0';
  const lost = new Set(
    rows.flatMap((row) => (row.xid === null ? [claimOf(row.provider_id, row.event_id)] : [])),
  );
  return entries.map((entry, index) => {
    const claim = claimOf(entry.providerId, entry.eventId);
    return { isNew: !lost.has(claim) && firstOf.get(claim) === index, xid };
  });
}

function columns(entries: EventEntry[]): string[] {
  return [
    textArray(entries.map((e) => e.providerId)),
    textArray(entries.map((e) => e.customerId)),
    textArray(entries.map((e) => e.eventId)),
    textArray(entries.map((e) => e.meter)),
    instantArray(entries.map((e) => e.occurredAt)),
    instantArray(entries.map((e) => e.receivedAt)),
    numberArray(entries.map((e) => e.quantity)),
    textArray(entries.map((e) => e.endpoint)),
    textArray(entries.map((e) => e.keyId)),
    numberArray(entries.map((e) => e.status)),
    numberArray(entries.map((e) => e.latencyMs)),
    textArray(entries.map((e) => (e.properties === null ? null : JSON.stringify(e.properties)))),
  ];
}
