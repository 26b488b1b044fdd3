import type { Context, ProviderId } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { db } from '@/lib/infra/postgres';
import { runtime } from '@/lib/infra/runtime';

type Tx = Pick<Context, 'transaction'>;

export interface EndingTrial {
  id: string;
  customerId: string;
  plan: string;
  endsAt: Date;
}

/** Trials that end within the span, go on into a paid plan, and were not told of with this end. */
export function readEndingTrials(tx: Tx, providerId: ProviderId, span: Span): Promise<EndingTrial[]> {
  return db(tx).$queryRaw<EndingTrial[]>`
    SELECT s.id, s.customer_id AS "customerId", p.name AS plan, s.trial_ends_at AS "endsAt"
    FROM subscription s JOIN plan p ON p.provider_id = s.provider_id AND p.id = s.plan_id
    WHERE s.provider_id = ${providerId} AND s.status = 'trialing' AND s.cancel_at IS NULL
      AND s.trial_ends_at > ${span.start} AND s.trial_ends_at <= ${span.end}
      AND NOT EXISTS (SELECT FROM domain_event e WHERE e.provider_id = s.provider_id AND e.subject_id = s.id
        AND e.type = 'subscription.trial_ending' AND (e.facts->>'endsAt')::timestamptz = s.trial_ends_at)
    ORDER BY s.trial_ends_at, s.id`;
}

export interface ExpiringKey {
  id: string;
  customerId: string;
  expiresAt: Date;
}

/** Keys that expire within the span, have no successor, and were not told of with this end. */
export function readExpiringKeys(tx: Tx, providerId: ProviderId, span: Span): Promise<ExpiringKey[]> {
  return db(tx).$queryRaw<ExpiringKey[]>`
    SELECT k.id, k.customer_id AS "customerId", k.expires_at AS "expiresAt" FROM api_key k
    WHERE k.provider_id = ${providerId} AND k.revoked_at IS NULL AND k.rotated_to_id IS NULL
      AND k.expires_at > ${span.start} AND k.expires_at <= ${span.end}
      AND NOT EXISTS (SELECT FROM domain_event e WHERE e.provider_id = k.provider_id AND e.subject_id = k.id
        AND e.type = 'key.expiring' AND (e.facts->>'expiresAt')::timestamptz = k.expires_at)
    ORDER BY k.expires_at, k.id`;
}

/** Two workers that look at the same time would both find that nobody was told. */
export async function lockReminders(tx: Tx, providerId: ProviderId): Promise<void> {
  await db(tx)
    .$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`reminders ${providerId}`}, 0))::text`;
}

export interface Week {
  calls: string;
  customers: string;
}

/** Calls that were counted in the span, and how many customers made them. */
export async function selectCalls(providerId: ProviderId, span: Span): Promise<Week> {
  const { rows } = await runtime().pool.query<Week>(
    `SELECT coalesce(sum(calls), 0)::text AS calls, count(DISTINCT customer_id)::text AS customers
      FROM ledger.usage_rollup WHERE provider_id = $1 AND bucket >= $2 AND bucket < $3`,
    [providerId, span.start.toISOString(), span.end.toISOString()],
  );
  return rows[0] ?? { calls: '0', customers: '0' };
}

export async function selectRefused(providerId: ProviderId, span: Span): Promise<string> {
  const { rows } = await runtime().pool.query<{ calls: string }>(
    `SELECT coalesce(sum(calls), 0)::text AS calls FROM ledger.denial_rollup
      WHERE provider_id = $1 AND bucket >= $2 AND bucket < $3 AND code NOT IN ('unknown_caller', 'duplicate')`,
    [providerId, span.start.toISOString(), span.end.toISOString()],
  );
  return rows[0]?.calls ?? '0';
}

export interface WeekOfMoney {
  newCustomers: number;
  overdue: number;
  invoiced: { currency: string; amount: bigint }[];
}

/** New customers and what was invoiced in the span; what is overdue at its end. */
export async function readMoney(tx: Tx, providerId: ProviderId, span: Span): Promise<WeekOfMoney> {
  const within = { gte: span.start, lt: span.end };
  const newCustomers = await db(tx).customer.count({ where: { providerId, createdAt: within } });
  const overdue = await db(tx).invoice.count({
    where: { providerId, status: 'open', dueAt: { lt: span.end } },
  });
  const sums = await db(tx).invoice.groupBy({
    by: ['currency'],
    where: { providerId, status: { in: ['open', 'paid', 'uncollectible'] }, issuedAt: within },
    orderBy: { currency: 'asc' },
    _sum: { total: true },
  });
  const invoiced = sums.map(({ currency, _sum }) => ({ currency, amount: _sum.total ?? 0n }));
  return { newCustomers, overdue, invoiced: invoiced.filter(({ amount }) => amount > 0n) };
}
