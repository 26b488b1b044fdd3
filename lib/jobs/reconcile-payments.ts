import type { Context } from '@/lib/core/context';
import { logger } from '@/lib/infra/logger';
import { reconcilePayments } from '@/lib/payments';
import { contextOfProviderSlug, listProviders } from '@/lib/tenants';

/** Lays Stripe's payments, refunds and disputes beside ours, for every account; see lib/payments. */
export async function reconcileAllPayments(): Promise<void> {
  for (const { slug } of await listProviders({})) {
    const visitor = await contextOfProviderSlug(slug, null);
    const ctx: Context = { ...visitor, actor: { kind: 'system', id: 'reconcile', name: 'Reconciliation' } };
    try {
      const { repaired, differences } = await reconcilePayments(ctx);
      if (repaired > 0 || differences.length > 0) {
        logger().warn({ provider: slug, repaired, differences }, 'payments differed from Stripe’s');
      }
    } catch (error) {
      logger().error({ err: error, provider: slug }, 'payments could not be compared with Stripe’s');
    }
  }
}
