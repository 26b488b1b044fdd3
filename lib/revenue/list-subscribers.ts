import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';
import { requireProviderSide } from '@/lib/tenants';

export interface Subscriber {
  customer: string;
  name: string;
  version: number;
  /** Where a move is planned for the end of the period. */
  nextVersion: number | null;
  status: string;
  startedAt: string;
}

/** Who is on a plan, the newest first, and how many on each of its versions. */
export async function listSubscribers(
  ctx: Context,
  input: { planId: string; limit: number },
): Promise<{ counts: Record<number, number>; subscribers: Subscriber[] }> {
  requireProviderSide(ctx);
  const { planId, limit } = input;
  const groups = await db(ctx).subscription.groupBy({
    by: ['planVersion'],
    where: { providerId: ctx.provider.id, planId, liveCustomerId: { not: null } },
    _count: true,
  });
  const rows = await readSubscribers(ctx, ctx.provider.id, planId, limit);
  return {
    counts: Object.fromEntries(groups.map(({ planVersion, _count }) => [planVersion, _count])),
    subscribers: rows.map(({ startedAt, ...row }) => ({ ...row, startedAt: startedAt.toISOString() })),
  };
}

function readSubscribers(
  tx: Pick<Context, 'transaction'>,
  providerId: ProviderId,
  planId: string,
  limit: number,
): Promise<(Omit<Subscriber, 'startedAt'> & { startedAt: Date })[]> {
  return db(tx).$queryRaw`
    SELECT c.id AS customer, c.name, s.plan_version AS version, s.status, s.started_at AS "startedAt",
      CASE WHEN s.scheduled_plan_id = s.plan_id THEN s.scheduled_plan_version END AS "nextVersion"
    FROM subscription s JOIN customer c ON c.provider_id = s.provider_id AND c.id = s.customer_id
    WHERE s.provider_id = ${providerId} AND s.plan_id = ${planId} AND s.live_customer_id IS NOT NULL
    ORDER BY s.started_at DESC, s.id DESC LIMIT ${limit}`;
}
