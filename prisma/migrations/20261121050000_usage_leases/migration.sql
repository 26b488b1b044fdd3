-- Allowance that a provider's own process has taken in advance (lib/access/README.md). What is held is reserved:
-- it counts against every limit until it is used, and then as usage, or given back. It is no usage and is never billed.
CREATE TABLE ledger.lease (
  provider_id text NOT NULL,
  lease_id    text NOT NULL,
  customer_id text NOT NULL,
  key_id      text NOT NULL,
  meter       text NOT NULL,
  granted_at  timestamptz(3) NOT NULL, -- by the account's own clock: it says which quota window the lease belongs to
  ttl_ms      integer NOT NULL,
  expires_at  timestamptz(3) NOT NULL, -- in real time
  held_units  numeric NOT NULL,        -- only ever falls
  held_calls  integer NOT NULL,
  PRIMARY KEY (provider_id, lease_id)
);
CREATE INDEX lease_by_customer ON ledger.lease (provider_id, customer_id) WHERE held_calls > 0;
CREATE INDEX lease_by_expiry ON ledger.lease (expires_at);
