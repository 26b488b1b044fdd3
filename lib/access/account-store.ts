import type { ProviderId } from '@/lib/core/context';
import { HOT_PATIENCE_MS, queryWithin } from '@/lib/infra/postgres';
import { runtime } from '@/lib/infra/runtime';

/** One row with all that decides a customer's calls, as the database writes it. */
export interface AccountRow {
  customer_id: string;
  external_id: string | null;
  customer_name: string;
  customer_status: string;
  budget_amount: string | null;
  budget_alerts: number[];
  unconfirmed_since: Date | null;
  subscription_id: string | null;
  subscription_status: string | null;
  started_at: Date | null;
  cancel_at: Date | null;
  access_stopped_at: Date | null;
  anchor_date: string | null;
  usage_from: Date | null;
  trial_ends_at: Date | null;
  plan_id: string | null;
  plan_version: number | null;
  /** What the subscription was on before, as far as it is not billed yet; in order of time. */
  phases: unknown;
  plan_slug: string | null;
  plan_currency: string | null;
  prices: unknown;
  rate_limit: unknown;
  quotas: unknown;
  billing: string | null;
  chargeable_below: number | null;
  invoiced_until: Date | null;
  /** Sum of credit movements whose grant has not expired, as a decimal string. */
  prepaid_balance: string;
  /** What drafts that wait for late events will take of it, as a decimal string. */
  drafted: string;
}

export interface KeyRow {
  provider_id: string;
  key_id: string;
  customer_id: string;
  scopes: string[];
  ip_allow_list: string[];
  rate_limit: unknown;
  quota: unknown;
  spend_limit: string | null;
  expires_at: Date | null;
  revoked_at: Date | null;
}

export interface MeterRow {
  slug: string;
  event_type: string | null;
  aggregation: string;
}

const SELECT_ACCOUNT = `
SELECT c.id AS customer_id, c.external_id, c.name AS customer_name, c.status AS customer_status, c.budget_amount,
  c.budget_alerts, c.unconfirmed_since, s.id AS subscription_id, s.status AS subscription_status, s.started_at, s.cancel_at,
  s.access_stopped_at, s.anchor_date,
  s.usage_from, s.trial_ends_at, s.plan_id, s.plan_version,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('start', f.started_at, 'end', f.ended_at, 'planId', f.plan_id,
      'planVersion', f.plan_version, 'prices', w.prices, 'chargeableBelow', w.chargeable_below)
      ORDER BY f.started_at), '[]')
    FROM subscription_phase f JOIN plan_version w
    ON w.provider_id = f.provider_id AND w.plan_id = f.plan_id AND w.version = f.plan_version
    WHERE f.provider_id = s.provider_id AND f.subscription_id = s.id AND f.ended_at > s.usage_from) AS phases,
  p.slug AS plan_slug, p.currency AS plan_currency, v.prices, v.rate_limit, v.quotas, v.billing, v.chargeable_below,
  (SELECT max(period_end) FROM invoice i WHERE i.provider_id = c.provider_id AND i.customer_id = c.id
    AND i.status <> 'draft' AND i.status <> 'void' AND i.window_start IS NOT NULL) AS invoiced_until,
  (SELECT coalesce(sum(m.amount), 0)::text FROM credit_movement m JOIN credit_grant g
    ON g.provider_id = m.provider_id AND g.id = m.grant_id
    WHERE m.provider_id = c.provider_id AND m.customer_id = c.id AND (g.expires_at IS NULL OR g.expires_at > $3)
  ) AS prepaid_balance,
  (SELECT coalesce(sum(i.total), 0)::text FROM invoice i WHERE i.provider_id = c.provider_id
    AND i.customer_id = c.id AND i.status = 'draft' AND i.currency = p.currency) AS drafted
FROM customer c
LEFT JOIN subscription s ON s.provider_id = c.provider_id AND s.live_customer_id = c.id
LEFT JOIN plan p ON p.provider_id = s.provider_id AND p.id = s.plan_id
LEFT JOIN plan_version v ON v.provider_id = s.provider_id AND v.plan_id = s.plan_id AND v.version = s.plan_version
WHERE c.provider_id = $1`;

export async function selectAccount(
  providerId: ProviderId,
  by: { customerId: string } | { externalId: string },
  now: Date,
): Promise<AccountRow | null> {
  const byId = 'customerId' in by;
  const { rows } = await queryWithin<AccountRow>(HOT_PATIENCE_MS, {
    name: byId ? 'account-by-id' : 'account-by-external-id',
    text: `${SELECT_ACCOUNT} AND c.${byId ? 'id' : 'external_id'} = $2`,
    values: [providerId, byId ? by.customerId : by.externalId, now.toISOString()],
  });
  return rows[0] ?? null;
}

export async function selectKey(providerId: ProviderId, hash: Uint8Array): Promise<KeyRow | null> {
  const { rows } = await queryWithin<KeyRow>(HOT_PATIENCE_MS, {
    name: 'key-by-hash',
    text: `SELECT provider_id, id AS key_id, customer_id, scopes, ip_allow_list, rate_limit, quota, spend_limit,
      expires_at, revoked_at FROM api_key WHERE provider_id = $1 AND hash = $2`,
    values: [providerId, Buffer.from(hash)],
  });
  return rows[0] ?? null;
}

export async function selectMeters(providerId: ProviderId): Promise<MeterRow[]> {
  const { rows } = await queryWithin<MeterRow>(HOT_PATIENCE_MS, {
    name: 'meters',
    text: 'SELECT slug, event_type, aggregation FROM meter WHERE provider_id = $1',
    values: [providerId],
  });
  return rows;
}

/** Ids of customers with a live subscription, in order, after one of them. */
export async function selectSubscribers(
  providerId: ProviderId,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await runtime().pool.query<{ customer_id: string }>({
    name: 'subscribers',
    text: `SELECT live_customer_id AS customer_id FROM subscription
      WHERE provider_id = $1 AND live_customer_id > $2 ORDER BY live_customer_id LIMIT $3`,
    values: [providerId, after, limit],
  });
  return rows.map((row) => row.customer_id);
}
