import { HOT_PATIENCE_MS, queryWithin } from '@/lib/infra/postgres';
import { callId } from './call-id';
import type { CallEntry } from './entry';
import { openBatches, type Place } from './open-batches';
import { ensureMonths } from './partitions';
import { poster } from './poster';
import { instantArray, numberArray, textArray } from './sql-arrays';

/** What one commit holds of one provider is one row of the journal: nothing to sort, no index, no row to wait for. */
const JOURNAL_CALLS = `
INSERT INTO ledger.call_journal (provider_id, customer_id, batch_id, place, meter, occurred_at, quantity, endpoint,
  key_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/**
 * The same for several providers, and for calls with an idempotency key: the key is claimed with the answer, a claim
 * may replace one older than a day, and a call whose claim fails goes nowhere. Claims are sorted, so that concurrent
 * commits take their locks in the same order.
 */
const CLAIM_AND_JOURNAL_CALLS = `
WITH input AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::integer[], $5::text[], $6::timestamptz[],
    $7::numeric[], $8::text[], $9::text[], $10::boolean[], $11::text[], $12::text[])
  AS t(provider_id, customer_id, batch_id, place, meter, occurred_at, quantity, endpoint, key_id, is_counted,
    idempotency_key, answer)
), answered AS (
  INSERT INTO ledger.verify_answer AS kept (provider_id, idempotency_key, answer, created_at)
  SELECT provider_id, idempotency_key, answer, occurred_at FROM input WHERE idempotency_key IS NOT NULL
  ORDER BY 1, 2
  ON CONFLICT (provider_id, idempotency_key) DO UPDATE
    SET answer = excluded.answer, created_at = excluded.created_at
    WHERE kept.created_at < excluded.created_at - interval '24 hours'
  RETURNING provider_id, idempotency_key
), fresh AS (
  SELECT * FROM input WHERE is_counted AND (idempotency_key IS NULL
    OR (provider_id, idempotency_key) IN (SELECT provider_id, idempotency_key FROM answered))
), journaled AS (
  INSERT INTO ledger.call_journal (provider_id, customer_id, batch_id, place, meter, occurred_at, quantity, endpoint,
    key_id)
  SELECT provider_id, array_agg(customer_id), array_agg(batch_id), array_agg(place), array_agg(meter),
    array_agg(occurred_at), array_agg(quantity), array_agg(endpoint), array_agg(key_id)
  FROM fresh GROUP BY provider_id
)
SELECT provider_id, idempotency_key FROM answered`;

export interface CallOutcome {
  /** Null when nothing was counted: the call was denied, or another had its idempotency key first. */
  id: string | null;
  /** False when another call had its idempotency key first. */
  isFirst: boolean;
}

/** A call with the place, and so the id, that it has once it is stored. */
interface Placed extends Place {
  entry: CallEntry;
}

const claimOf = (providerId: string, key: string) => `${providerId} ${key}`;
const idOf = ({ entry, batch, place }: Placed) => callId(entry.occurredAt.getTime(), batch.text, place);

/** Commits calls. Two with one idempotency key in the same commit count once: the first. */
export async function insertCalls(entries: CallEntry[]): Promise<CallOutcome[]> {
  await ensureMonths(entries.map((entry) => entry.occurredAt));
  const batches = openBatches();
  const calls = entries.map((entry): Placed => {
    const { batch, place } = batches.placeOf(entry);
    return { entry, batch, place };
  });
  const providerId = entries[0]?.providerId ?? '';
  const isPlain = entries.every(
    (entry) => entry.isCounted && entry.idempotency === null && entry.providerId === providerId,
  );
  const outcomes = isPlain ? await journal(providerId, calls) : await claimAndJournal(calls);
  poster().note();
  return outcomes;
}

async function journal(providerId: string, calls: Placed[]): Promise<CallOutcome[]> {
  await queryWithin(HOT_PATIENCE_MS, {
    name: 'journal-calls',
    text: JOURNAL_CALLS,
    values: [providerId, ...columns(calls)],
  });
  return calls.map((call) => ({ id: idOf(call), isFirst: true }));
}

async function claimAndJournal(calls: Placed[]): Promise<CallOutcome[]> {
  const sent = new Set(firstClaims(calls));
  const { rows } = await queryWithin<{ provider_id: string; idempotency_key: string }>(HOT_PATIENCE_MS, {
    name: 'claim-and-journal-calls',
    text: CLAIM_AND_JOURNAL_CALLS,
    values: claimColumns([...sent]),
  });
  const won = new Set(rows.map((row) => claimOf(row.provider_id, row.idempotency_key)));
  return calls.map((call) => {
    const { idempotency, providerId, isCounted } = call.entry;
    const isFirst = idempotency === null || (sent.has(call) && won.has(claimOf(providerId, idempotency.key)));
    return { id: isFirst && isCounted ? idOf(call) : null, isFirst };
  });
}

/** All but those whose idempotency key another call before them has. */
function firstClaims(calls: Placed[]): Placed[] {
  const claimed = new Set<string>();
  return calls.filter(({ entry }) => {
    if (entry.idempotency === null) return true;
    const claim = claimOf(entry.providerId, entry.idempotency.key);
    return !claimed.has(claim) && claimed.add(claim);
  });
}

function columns(calls: Placed[]): string[] {
  return [
    textArray(calls.map(({ entry }) => entry.customerId)),
    numberArray(calls.map(({ batch }) => batch.id)),
    numberArray(calls.map(({ place }) => place)),
    textArray(calls.map(({ entry }) => entry.meter)),
    instantArray(calls.map(({ entry }) => entry.occurredAt)),
    numberArray(calls.map(({ entry }) => entry.quantity)),
    textArray(calls.map(({ entry }) => entry.endpoint)),
    textArray(calls.map(({ entry }) => entry.keyId)),
  ];
}

function claimColumns(calls: Placed[]): string[] {
  return [
    textArray(calls.map(({ entry }) => entry.providerId)),
    ...columns(calls),
    `{${calls.map(({ entry }) => entry.isCounted)}}`,
    textArray(calls.map(({ entry }) => entry.idempotency?.key ?? null)),
    textArray(calls.map((call) => answerOf(call))),
  ];
}

function answerOf(call: Placed): string | null {
  const { idempotency, isCounted } = call.entry;
  return idempotency === null ? null : idempotency.answerOf(isCounted ? idOf(call) : null);
}
