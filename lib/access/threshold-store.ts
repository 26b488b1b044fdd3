import type { Context, ProviderId } from '@/lib/core/context';
import { db, untenantedDb } from '@/lib/infra/postgres';
import { runtime } from '@/lib/infra/runtime';
import type { Mark } from './thresholds';

type Tx = Pick<Context, 'transaction'>;

/** Writes marks down; of several workers, each mark is given to the one that was first. */
export async function insertMarks(
  tx: Tx,
  providerId: ProviderId,
  window: { customerId: string; start: Date },
  marks: readonly Mark[],
  reachedAt: Date,
): Promise<Mark[]> {
  const rows = await db(tx).usageThreshold.createManyAndReturn({
    data: marks.map(({ kind, meter, percent }) => ({
      ...{ providerId, customerId: window.customerId, windowStart: window.start, reachedAt },
      ...{ kind, meter, percent },
    })),
    skipDuplicates: true,
    select: { kind: true, meter: true, percent: true },
  });
  return marks.filter((mark) =>
    rows.some((row) => row.kind === mark.kind && row.meter === mark.meter && row.percent === mark.percent),
  );
}

/** Ids of customers whose live plan has a quota or who have a budget, in order, after one of them. */
export async function selectLimited(providerId: ProviderId, after: string, limit: number): Promise<string[]> {
  const { rows } = await runtime().pool.query<{ customer_id: string }>(
    `SELECT s.live_customer_id AS customer_id FROM subscription s
      JOIN plan_version v ON v.provider_id = s.provider_id AND v.plan_id = s.plan_id AND v.version = s.plan_version
      JOIN customer c ON c.provider_id = s.provider_id AND c.id = s.live_customer_id
      WHERE s.provider_id = $1 AND s.live_customer_id > $2
        AND (jsonb_array_length(v.quotas) > 0 OR c.budget_amount IS NOT NULL)
      ORDER BY s.live_customer_id LIMIT $3`,
    [providerId, after, limit],
  );
  return rows.map((row) => row.customer_id);
}

/** The meters, and the codes, by which the customer's limits refused calls since an instant. */
export async function selectRefusals(
  providerId: ProviderId,
  customerId: string,
  since: Date,
): Promise<{ meter: string; code: string }[]> {
  const { rows } = await runtime().pool.query<{ meter: string; code: string }>(
    `SELECT DISTINCT meter, code FROM ledger.denial_rollup
      WHERE provider_id = $1 AND customer_id = $2 AND bucket >= $3
        AND code IN ('quota_exceeded', 'spend_limit_reached')`,
    [providerId, customerId, since.toISOString()],
  );
  return rows;
}

/** Whether any key of the customer has a limit of its own. */
export async function hasLimitedKeys(providerId: ProviderId, customerId: string): Promise<boolean> {
  const { rowCount } = await runtime().pool.query(
    `SELECT FROM api_key WHERE provider_id = $1 AND customer_id = $2
      AND (quota IS NOT NULL OR spend_limit IS NOT NULL) LIMIT 1`,
    [providerId, customerId],
  );
  return rowCount === 1;
}

/** The slugs of all open accounts. */
export function readOpenProviders(): Promise<{ slug: string }[]> {
  return untenantedDb().provider.findMany({
    where: { closedAt: null },
    orderBy: { createdAt: 'asc' },
    select: { slug: true },
  });
}
