import { decimal, formatDecimal, sumDecimals } from '@/lib/core/decimal';
import { HOT_PATIENCE_MS, queryWithin } from '@/lib/infra/postgres';
import { batchText, callId, newBatchId } from './call-id';
import { BUCKET_MS, type CallEntry } from './entry';
import { ensureMonths } from './partitions';
import { instantArray, numberArray, textArray } from './sql-arrays';

/**
 * Stores batches of calls and moves the rollups, in one statement and so in one transaction. A call with an
 * idempotency key is a batch of its own: its key is claimed with its answer, a claim may replace one older than
 * a day, and a batch whose claim fails goes nowhere. Rows are sorted, so that concurrent commits take their
 * locks in the same order.
 */
const INSERT_CALLS = `
WITH input AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[], $6::integer[],
    $7::numeric[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
  AS t(provider_id, customer_id, batch_id, meter, occurred_at, calls, quantity, quantities, offsets_ms, endpoint,
    key_id, idempotency_key, answer)
), answered AS (
  INSERT INTO ledger.verify_answer AS kept (provider_id, idempotency_key, answer, created_at)
  SELECT provider_id, idempotency_key, answer, occurred_at FROM input WHERE idempotency_key IS NOT NULL
  ORDER BY 1, 2
  ON CONFLICT (provider_id, idempotency_key) DO UPDATE
    SET answer = excluded.answer, created_at = excluded.created_at
    WHERE kept.created_at < excluded.created_at - interval '24 hours'
  RETURNING provider_id, idempotency_key
), fresh AS MATERIALIZED (
  SELECT * FROM input WHERE idempotency_key IS NULL
  UNION ALL
  SELECT input.* FROM input JOIN answered USING (provider_id, idempotency_key) WHERE calls > 0
), stored AS (
  INSERT INTO ledger.call_batch (provider_id, customer_id, batch_id, meter, occurred_at, calls, quantity,
    quantities, offsets_ms, endpoint, key_id)
  SELECT provider_id, customer_id, batch_id, meter, occurred_at, calls, quantity, quantities::numeric[],
    offsets_ms::integer[], endpoint, key_id FROM fresh
), rolled AS (
  INSERT INTO ledger.usage_rollup AS r (provider_id, customer_id, meter, bucket, endpoint, key_id, status,
    quantity, calls, latency_ms_total, latency_calls)
  SELECT provider_id, customer_id, meter, date_bin('15 minutes', occurred_at, 'epoch'), endpoint, key_id, 0,
    sum(quantity), sum(calls), 0, 0
  FROM fresh GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (provider_id, customer_id, meter, bucket, endpoint, key_id, status) DO UPDATE SET
    quantity = r.quantity + excluded.quantity, calls = r.calls + excluded.calls
)
SELECT provider_id, idempotency_key FROM answered`;

export interface CallOutcome {
  /** Null when nothing was counted: the call was denied, or another had its idempotency key first. */
  id: string | null;
  /** False when another call had its idempotency key first. */
  isFirst: boolean;
}

interface Batch {
  id: bigint;
  /** The earliest. */
  occurredAtMs: number;
  entries: { entry: CallEntry; index: number }[];
}

const claimOf = (providerId: string, key: string) => `${providerId} ${key}`;

/** Commits calls. Two with one idempotency key in the same commit count once: the first. */
export async function insertCalls(entries: CallEntry[]): Promise<CallOutcome[]> {
  await ensureMonths(entries.map((entry) => entry.occurredAt));
  const batches = pack(entries);
  const { rows } = await queryWithin<{ provider_id: string; idempotency_key: string }>(HOT_PATIENCE_MS, {
    name: 'insert-calls',
    text: INSERT_CALLS,
    values: columns(batches),
  });
  const won = new Set(rows.map((row) => claimOf(row.provider_id, row.idempotency_key)));
  const outcomes: CallOutcome[] = entries.map(() => ({ id: null, isFirst: false }));
  for (const batch of batches) {
    const shared = batchText(batch.id);
    batch.entries.forEach(({ entry, index }, position) => {
      const isFirst = entry.idempotency === null || won.has(claimOf(entry.providerId, entry.idempotency.key));
      const id = isFirst && entry.isCounted ? callId(entry.occurredAt.getTime(), shared, position) : null;
      outcomes[index] = { id, isFirst };
    });
  }
  return outcomes;
}

/** Groups calls that differ only in instant and quantity; those with an idempotency key stay alone. */
function pack(entries: CallEntry[]): Batch[] {
  const batches = new Map<string, Batch>();
  const claimed = new Set<string>();
  entries.forEach((entry, index) => {
    if (entry.idempotency) {
      const claim = claimOf(entry.providerId, entry.idempotency.key);
      if (claimed.has(claim)) return;
      claimed.add(claim);
      batches.set(`once ${claim}`, batchOf(entry, index));
      return;
    }
    const bucket = Math.floor(entry.occurredAt.getTime() / BUCKET_MS);
    const name = `${entry.customerId} ${entry.keyId} ${bucket} ${entry.meter} ${entry.endpoint}`;
    const batch = batches.get(name);
    if (batch) {
      batch.entries.push({ entry, index });
      batch.occurredAtMs = Math.min(batch.occurredAtMs, entry.occurredAt.getTime());
    } else {
      batches.set(name, batchOf(entry, index));
    }
  });
  return [...batches.values()];
}

function batchOf(entry: CallEntry, index: number): Batch {
  return { id: newBatchId(), occurredAtMs: entry.occurredAt.getTime(), entries: [{ entry, index }] };
}

function columns(batches: Batch[]): string[] {
  const heads = batches.map((batch) => (batch.entries[0] as Batch['entries'][0]).entry);
  return [
    textArray(heads.map((head) => head.providerId)),
    textArray(heads.map((head) => head.customerId)),
    numberArray(batches.map((batch) => batch.id)),
    textArray(heads.map((head) => head.meter)),
    instantArray(batches.map((batch) => new Date(batch.occurredAtMs))),
    numberArray(batches.map((batch, n) => ((heads[n] as CallEntry).isCounted ? batch.entries.length : 0))),
    numberArray(batches.map(totalQuantity)),
    textArray(batches.map(quantities)),
    textArray(batches.map(offsets)),
    textArray(heads.map((head) => head.endpoint)),
    textArray(heads.map((head) => head.keyId)),
    textArray(heads.map((head) => head.idempotency?.key ?? null)),
    textArray(batches.map((batch, n) => answerOf(batch, heads[n] as CallEntry))),
  ];
}

const isOne = ({ entry }: Batch['entries'][0]) => entry.quantity === '1';

function totalQuantity(batch: Batch): string {
  if (batch.entries.every(isOne)) return String(batch.entries.length);
  return formatDecimal(sumDecimals(batch.entries.map(({ entry }) => decimal(entry.quantity))));
}

function quantities(batch: Batch): string | null {
  return batch.entries.every(isOne)
    ? null
    : `{${batch.entries.map(({ entry }) => entry.quantity).join(',')}}`;
}

function offsets(batch: Batch): string | null {
  const all = batch.entries.map(({ entry }) => entry.occurredAt.getTime() - batch.occurredAtMs);
  return all.every((offset) => offset === 0) ? null : `{${all.join(',')}}`;
}

function answerOf(batch: Batch, head: CallEntry): string | null {
  if (!head.idempotency) return null;
  return head.idempotency.answerOf(
    head.isCounted ? callId(batch.occurredAtMs, batchText(batch.id), 0) : null,
  );
}
