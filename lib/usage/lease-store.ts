import type { ProviderId } from '@/lib/core/context';
import { HOT_PATIENCE_MS, queryWithin } from '@/lib/infra/postgres';
import { runtime } from '@/lib/infra/runtime';

/** Allowance that is reserved until it is used or given back. */
export interface LeaseRow {
  lease_id: string;
  customer_id: string;
  key_id: string;
  meter: string;
  granted_at: Date;
  ttl_ms: number;
}

export interface NewLease {
  id: string;
  customerId: string;
  keyId: string;
  meter: string;
  grantedAt: Date;
  ttlMs: number;
  /** Decimal string. */
  units: string;
  calls: number;
}

/** Given back by a settlement or an expiry, with the transaction by which the gauge follows. */
export interface ReducedLease {
  units: string;
  calls: number;
  held_units: string;
  held_calls: number;
  xid: string;
}

export async function insertLease(providerId: ProviderId, lease: NewLease): Promise<void> {
  await queryWithin(HOT_PATIENCE_MS, {
    name: 'insert-lease',
    text: `INSERT INTO ledger.lease (provider_id, lease_id, customer_id, key_id, meter, granted_at, ttl_ms, expires_at,
        held_units, held_calls)
      VALUES ($1, $2, $3, $4, $5, $6, $7::int, now() + $7::int * interval '1 millisecond', $8, $9)`,
    values: [
      providerId,
      lease.id,
      lease.customerId,
      lease.keyId,
      lease.meter,
      lease.grantedAt.toISOString(),
      lease.ttlMs,
      lease.units,
      lease.calls,
    ],
  });
}

export async function selectLease(providerId: ProviderId, id: string): Promise<LeaseRow | null> {
  const { rows } = await queryWithin<LeaseRow>(HOT_PATIENCE_MS, {
    name: 'select-lease',
    text: `SELECT lease_id, customer_id, key_id, meter, granted_at, ttl_ms FROM ledger.lease
      WHERE provider_id = $1 AND lease_id = $2`,
    values: [providerId, id],
  });
  return rows[0] ?? null;
}

/** Holds no more than this from now on. What is held only falls, so a report that is late or repeated does nothing. */
export async function reduceLease(
  providerId: ProviderId,
  id: string,
  held: { units: string; calls: number },
): Promise<ReducedLease | null> {
  const { rows } = await queryWithin<ReducedLease>(HOT_PATIENCE_MS, {
    name: 'reduce-lease',
    text: `WITH before AS (
        SELECT held_units, held_calls FROM ledger.lease WHERE provider_id = $1 AND lease_id = $2 FOR UPDATE
      )
      UPDATE ledger.lease l SET
        held_units = CASE WHEN $4::int = 0 THEN 0 ELSE least(before.held_units, $3::numeric) END,
        held_calls = least(before.held_calls, $4::int)
      FROM before WHERE l.provider_id = $1 AND l.lease_id = $2
      RETURNING (before.held_units - l.held_units)::text AS units, before.held_calls - l.held_calls AS calls,
        l.held_units::text, l.held_calls, pg_current_xact_id()::text AS xid`,
    values: [providerId, id, held.units, held.calls],
  });
  return rows[0] ?? null;
}

/** Leases of the provider that still hold something although they ended that long ago. */
export async function selectEndedLeases(providerId: ProviderId, graceSeconds: number): Promise<LeaseRow[]> {
  const { rows } = await runtime().pool.query<LeaseRow>(
    `SELECT lease_id, customer_id, key_id, meter, granted_at, ttl_ms FROM ledger.lease
     WHERE provider_id = $1 AND held_calls > 0 AND expires_at < now() - $2 * interval '1 second'`,
    [providerId, graceSeconds],
  );
  return rows;
}

/** The slugs of providers that have such leases. */
export async function providersWithEndedLeases(graceSeconds: number): Promise<string[]> {
  const { rows } = await runtime().pool.query<{ slug: string }>(
    `SELECT DISTINCT p.slug FROM ledger.lease l JOIN provider p ON p.id = l.provider_id
     WHERE l.held_calls > 0 AND l.expires_at < now() - $1 * interval '1 second' AND p.closed_at IS NULL`,
    [graceSeconds],
  );
  return rows.map(({ slug }) => slug);
}
