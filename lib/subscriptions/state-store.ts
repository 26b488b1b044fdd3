import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

/** What of a subscription decides its recurring revenue. */
export interface SubscriptionFacts {
  id: string;
  customerId: string;
  status: string;
  planId: string;
  planVersion: number;
}

/**
 * Appends what a subscription is from now on, by the context's clock; nothing where it is what it was. Never
 * earlier than the row before, so that the rows of one subscription are in the order of time.
 */
export async function noteState(
  ctx: Pick<Context, 'transaction' | 'clock'>,
  providerId: ProviderId,
  { id, customerId, status, planId, planVersion }: SubscriptionFacts,
): Promise<void> {
  const at = ctx.clock.now();
  await db(ctx).$executeRaw`
    INSERT INTO subscription_state (provider_id, subscription_id, customer_id, at, status, plan_id, plan_version)
    SELECT ${providerId}, ${id}, ${customerId}, greatest(${at}, before.at), ${status}, ${planId}, ${planVersion}
    FROM (VALUES (1)) AS now LEFT JOIN LATERAL (
      SELECT at, status, plan_id, plan_version FROM subscription_state
      WHERE provider_id = ${providerId} AND subscription_id = ${id} ORDER BY position DESC LIMIT 1
    ) AS before ON true
    WHERE (before.status, before.plan_id, before.plan_version)
      IS DISTINCT FROM (${status}, ${planId}, ${planVersion})`;
}
