-- Usage is committed to journals and posted from there: what one commit holds of one provider is one row without an
-- index, whoever its customers are. A moment later it is posted, with all that came meanwhile, to batches and rollups.
-- Readers see both as one: `call_batch` and `usage_rollup` become views of what is posted and what is not.
DROP VIEW ledger.usage_event;
ALTER TABLE ledger.call_batch RENAME TO posted_batch;
ALTER TABLE ledger.usage_rollup RENAME TO posted_rollup;
ALTER INDEX ledger.call_batch_by_id RENAME TO posted_batch_by_id;
ALTER INDEX ledger.call_batch_by_time RENAME TO posted_batch_by_time;
DO $$
DECLARE
  partition record;
BEGIN
  FOR partition IN
    SELECT c.relname AS name,
      regexp_replace(regexp_replace(c.relname, '^call_batch_', 'posted_batch_'), '^usage_rollup_', 'posted_rollup_')
        AS new_name
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent IN ('ledger.posted_batch'::regclass, 'ledger.posted_rollup'::regclass)
  LOOP
    EXECUTE format('ALTER TABLE ledger.%I RENAME TO %I', partition.name, partition.new_name);
  END LOOP;
END
$$;

-- A batch gathers calls for as long as it is open, and may be posted in several rows: this one begins at this place.
ALTER TABLE ledger.posted_batch ADD COLUMN first_place integer NOT NULL DEFAULT 0;

-- One row a commit and provider; the arrays have one element a call.
CREATE TABLE ledger.call_journal (
  provider_id text NOT NULL,
  customer_id text[] NOT NULL,
  batch_id    bigint[] NOT NULL,
  place       integer[] NOT NULL, -- in the batch, from zero
  meter       text[] NOT NULL,
  occurred_at timestamptz(3)[] NOT NULL,
  quantity    numeric[] NOT NULL,
  endpoint    text[] NOT NULL,
  key_id      text[] NOT NULL
);
-- What events and settlements add to the rollups, likewise; one element for each rollup row that one commit moves.
CREATE TABLE ledger.rollup_journal (
  provider_id      text NOT NULL,
  customer_id      text[] NOT NULL,
  meter            text[] NOT NULL,
  bucket           timestamptz(0)[] NOT NULL,
  endpoint         text[] NOT NULL,
  key_id           text[] NOT NULL,
  status           smallint[] NOT NULL,
  quantity         numeric[] NOT NULL,
  calls            bigint[] NOT NULL,
  latency_ms_total bigint[] NOT NULL,
  latency_calls    bigint[] NOT NULL
);
-- Rows live for a fraction of a second: to compress them would take longer than to write them.
ALTER TABLE ledger.call_journal
  ALTER customer_id SET STORAGE EXTERNAL, ALTER batch_id SET STORAGE EXTERNAL, ALTER place SET STORAGE EXTERNAL,
  ALTER meter SET STORAGE EXTERNAL, ALTER occurred_at SET STORAGE EXTERNAL, ALTER quantity SET STORAGE EXTERNAL,
  ALTER endpoint SET STORAGE EXTERNAL, ALTER key_id SET STORAGE EXTERNAL;
ALTER TABLE ledger.rollup_journal
  ALTER customer_id SET STORAGE EXTERNAL, ALTER meter SET STORAGE EXTERNAL, ALTER bucket SET STORAGE EXTERNAL,
  ALTER endpoint SET STORAGE EXTERNAL, ALTER key_id SET STORAGE EXTERNAL, ALTER status SET STORAGE EXTERNAL,
  ALTER quantity SET STORAGE EXTERNAL, ALTER calls SET STORAGE EXTERNAL,
  ALTER latency_ms_total SET STORAGE EXTERNAL, ALTER latency_calls SET STORAGE EXTERNAL;

CREATE VIEW ledger.unposted_call AS
  SELECT j.provider_id, call.*
  FROM ledger.call_journal j CROSS JOIN LATERAL unnest(j.customer_id, j.batch_id, j.place, j.meter, j.occurred_at,
    j.quantity, j.endpoint, j.key_id)
  AS call (customer_id, batch_id, place, meter, occurred_at, quantity, endpoint, key_id);

CREATE VIEW ledger.unposted_rollup AS
  SELECT j.provider_id, sum.*
  FROM ledger.rollup_journal j CROSS JOIN LATERAL unnest(j.customer_id, j.meter, j.bucket, j.endpoint, j.key_id, j.status,
    j.quantity, j.calls, j.latency_ms_total, j.latency_calls)
  AS sum (customer_id, meter, bucket, endpoint, key_id, status, quantity, calls, latency_ms_total, latency_calls);

CREATE VIEW ledger.call_batch AS
  SELECT provider_id, customer_id, batch_id, first_place, meter, occurred_at, calls, quantity, quantities, offsets_ms,
    endpoint, key_id
  FROM ledger.posted_batch
  UNION ALL
  SELECT provider_id, customer_id, batch_id, place, meter, occurred_at, 1, quantity, ARRAY[quantity], NULL::integer[],
    endpoint, key_id
  FROM ledger.unposted_call;

CREATE VIEW ledger.usage_rollup AS
  SELECT provider_id, customer_id, meter, bucket, endpoint, key_id, status, quantity, calls, latency_ms_total,
    latency_calls
  FROM ledger.posted_rollup
  UNION ALL
  SELECT provider_id, customer_id, meter, bucket, endpoint, key_id, status, quantity, calls, latency_ms_total,
    latency_calls
  FROM ledger.unposted_rollup
  UNION ALL
  SELECT provider_id, customer_id, meter, date_bin('15 minutes', occurred_at, 'epoch'), endpoint, key_id, 0::smallint,
    quantity, 1::bigint, 0::bigint, 0::bigint
  FROM ledger.unposted_call;

-- Every use on its own, calls unpacked: for explanations and proofs, not for sums (those read the rollups).
-- `occurred_at` of a call is its batch's, which lies in the same quarter of an hour.
CREATE VIEW ledger.usage_event AS
  SELECT provider_id, customer_id, event_id, 'e' AS kind, meter, occurred_at, received_at, quantity, endpoint,
    key_id, status, latency_ms, properties
  FROM ledger.event
  UNION ALL
  SELECT b.provider_id, b.customer_id,
    'use_' || ledger.base32((extract(epoch FROM b.occurred_at) * 1000)::bigint + coalesce(b.offsets_ms[position], 0), 10)
      || ledger.base32(b.batch_id, 12) || ledger.base32(b.first_place + position - 1, 4),
    'c', b.meter, b.occurred_at, b.occurred_at, coalesce(b.quantities[position], 1), b.endpoint, b.key_id,
    0::smallint, NULL::integer, NULL::jsonb
  FROM ledger.call_batch b CROSS JOIN LATERAL generate_series(1, b.calls) AS position;

CREATE OR REPLACE FUNCTION ledger.ensure_month(instant timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first_day timestamptz := date_trunc('month', instant, 'UTC');
  -- Added in UTC, whatever the session's zone.
  next_first_day timestamptz :=
    (date_trunc('month', instant AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
  suffix text := to_char(date_trunc('month', instant, 'UTC') AT TIME ZONE 'UTC', 'YYYYMM');
  parent text;
BEGIN
  PERFORM pg_advisory_xact_lock(7205002);
  FOREACH parent IN ARRAY ARRAY['posted_batch', 'event', 'settlement', 'posted_rollup'] LOOP
    IF to_regclass(format('ledger.%I', parent || '_' || suffix)) IS NULL THEN
      EXECUTE format('CREATE TABLE ledger.%I (LIKE ledger.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
        parent || '_' || suffix, parent);
      EXECUTE format('ALTER TABLE ledger.%I ATTACH PARTITION ledger.%I FOR VALUES FROM (%L) TO (%L)',
        parent, parent || '_' || suffix, first_day, next_first_day);
    END IF;
  END LOOP;
END
$$;
