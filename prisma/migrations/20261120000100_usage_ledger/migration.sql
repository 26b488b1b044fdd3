-- The ledger of usage: append-only, partitioned by the month (UTC) in which a call occurred. It is written in
-- SQL and left out of schema.prisma; see lib/usage/README.md for what each table promises.
CREATE SCHEMA ledger;

-- Calls that verify allowed, packed: all that one commit holds of one customer, meter, key, endpoint and quarter
-- of an hour is one row. A call's id says where it lies: its instant, its batch, its position (lib/usage/call-id.ts).
CREATE TABLE ledger.call_batch (
  provider_id text NOT NULL,
  customer_id text NOT NULL,
  batch_id    bigint NOT NULL,
  meter       text NOT NULL,
  occurred_at timestamptz(3) NOT NULL, -- of the earliest call
  calls       integer NOT NULL,
  quantity    numeric NOT NULL,        -- of all calls together
  quantities  numeric[],               -- of each; null: one each
  offsets_ms  integer[],               -- of each after occurred_at; null: all at once
  endpoint    text NOT NULL,
  key_id      text NOT NULL
) PARTITION BY RANGE (occurred_at);
CREATE INDEX call_batch_by_id ON ledger.call_batch (provider_id, batch_id);
CREATE INDEX call_batch_by_time ON ledger.call_batch (provider_id, customer_id, meter, occurred_at);

-- Usage that already happened, as the caller reported it: one row an event.
CREATE TABLE ledger.event (
  provider_id text NOT NULL,
  customer_id text NOT NULL,
  event_id    text NOT NULL,
  meter       text NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  received_at timestamptz(3) NOT NULL,
  quantity    numeric NOT NULL,
  endpoint    text NOT NULL,
  key_id      text NOT NULL,
  status      smallint NOT NULL, -- 0: unknown
  latency_ms  integer,
  properties  jsonb
) PARTITION BY RANGE (occurred_at);
CREATE INDEX event_by_time ON ledger.event (provider_id, customer_id, meter, occurred_at);

-- Every id a caller ever used, with the instant that leads to its partition: what makes an id unique across
-- partitions.
CREATE TABLE ledger.event_key (
  provider_id text NOT NULL,
  event_id    text NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  PRIMARY KEY (provider_id, event_id)
);

-- What a counted call really cost: a signed correction. The primary key lets the first settlement win.
CREATE TABLE ledger.settlement (
  provider_id    text NOT NULL,
  event_id       text NOT NULL,
  occurred_at    timestamptz(3) NOT NULL, -- of the call
  received_at    timestamptz(3) NOT NULL,
  customer_id    text NOT NULL,
  meter          text NOT NULL,
  quantity_delta numeric NOT NULL,        -- real cost less counted cost
  endpoint       text NOT NULL,
  status         smallint NOT NULL,
  latency_ms     integer,
  PRIMARY KEY (provider_id, event_id, occurred_at)
) PARTITION BY RANGE (occurred_at);

-- Usage summed per quarter of an hour, moved in the statement that stores the events. All time zones'
-- midnights fall on a bucket's start, so days, months and periods are sums of whole buckets.
CREATE TABLE ledger.usage_rollup (
  provider_id      text NOT NULL,
  customer_id      text NOT NULL,
  meter            text NOT NULL,
  bucket           timestamptz(0) NOT NULL,
  endpoint         text NOT NULL,
  key_id           text NOT NULL,
  status           smallint NOT NULL,
  quantity         numeric NOT NULL,
  calls            bigint NOT NULL,
  latency_ms_total bigint NOT NULL,
  latency_calls    bigint NOT NULL,
  PRIMARY KEY (provider_id, customer_id, meter, bucket, endpoint, key_id, status)
) PARTITION BY RANGE (bucket);

-- The first answer that verify gave to an idempotency key, kept for a day.
CREATE TABLE ledger.verify_answer (
  provider_id     text NOT NULL,
  idempotency_key text NOT NULL,
  answer          text NOT NULL, -- the JSON that left, byte for byte
  created_at      timestamptz(3) NOT NULL,
  PRIMARY KEY (provider_id, idempotency_key)
);
CREATE INDEX verify_answer_by_age ON ledger.verify_answer (created_at);

-- Calls that were refused, per quarter of an hour: what limits cost a customer, and what an upgrade is worth.
CREATE TABLE ledger.denial_rollup (
  provider_id text NOT NULL,
  customer_id text NOT NULL,
  meter       text NOT NULL,
  bucket      timestamptz(0) NOT NULL,
  code        text NOT NULL,
  calls       bigint NOT NULL,
  quantity    numeric NOT NULL,
  PRIMARY KEY (provider_id, customer_id, meter, bucket, code)
);

-- Makes the partitions of the month that holds `instant`. Built apart and then attached, which does not stop
-- readers and writers; the advisory lock keeps two processes from building the same one.
CREATE FUNCTION ledger.ensure_month(instant timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first_day timestamptz := date_trunc('month', instant, 'UTC');
  -- Added in UTC, whatever the session's zone.
  next_first_day timestamptz :=
    (date_trunc('month', instant AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
  suffix text := to_char(date_trunc('month', instant, 'UTC') AT TIME ZONE 'UTC', 'YYYYMM');
  parent text;
BEGIN
  PERFORM pg_advisory_xact_lock(7205002);
  FOREACH parent IN ARRAY ARRAY['call_batch', 'event', 'settlement', 'usage_rollup'] LOOP
    IF to_regclass(format('ledger.%I', parent || '_' || suffix)) IS NULL THEN
      EXECUTE format('CREATE TABLE ledger.%I (LIKE ledger.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
        parent || '_' || suffix, parent);
      EXECUTE format('ALTER TABLE ledger.%I ATTACH PARTITION ledger.%I FOR VALUES FROM (%L) TO (%L)',
        parent, parent || '_' || suffix, first_day, next_first_day);
    END IF;
  END LOOP;
END
$$;

-- A number in Crockford's base 32, as ids are written.
CREATE FUNCTION ledger.base32(value bigint, width integer) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + ((value >> (5 * place)) & 31)::integer, 1), ''
    ORDER BY place DESC)
  FROM generate_series(0, width - 1) AS place
$$;

-- Every use on its own, calls unpacked: for explanations and proofs, not for sums (those read the rollups).
-- `occurred_at` of a call is its batch's, which lies in the same quarter of an hour.
CREATE VIEW ledger.usage_event AS
  SELECT provider_id, customer_id, event_id, 'e' AS kind, meter, occurred_at, received_at, quantity, endpoint,
    key_id, status, latency_ms, properties
  FROM ledger.event
  UNION ALL
  SELECT b.provider_id, b.customer_id,
    'use_' || ledger.base32((extract(epoch FROM b.occurred_at) * 1000)::bigint + coalesce(b.offsets_ms[position], 0), 10)
      || ledger.base32(b.batch_id, 12) || ledger.base32(position - 1, 4),
    'c', b.meter, b.occurred_at, b.occurred_at, coalesce(b.quantities[position], 1), b.endpoint, b.key_id,
    0::smallint, NULL::integer, NULL::jsonb
  FROM ledger.call_batch b CROSS JOIN LATERAL generate_series(1, b.calls) AS position;
