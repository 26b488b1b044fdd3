import { rebuildGauge, reconcileGauge } from '@/lib/access';
import type { Context } from '@/lib/core/context';
import { logger } from '@/lib/infra/logger';
import { contextOfProviderSlug, listProviders } from '@/lib/tenants';

/**
 * Lays every provider's live counters beside the ledger and has them loaded anew where they differ: what a crash
 * of Redis in the middle of a call may have left out comes back overnight.
 */
export async function checkGauges(): Promise<void> {
  for (const { slug } of await listProviders({})) {
    const visitor = await contextOfProviderSlug(slug, null);
    const ctx: Context = { ...visitor, actor: { kind: 'system', id: 'check-gauges', name: 'Gauge' } };
    const { differences } = await reconcileGauge(ctx);
    if (differences.length === 0) continue;
    logger().warn({ provider: slug, differences: differences.length }, 'counters differed from the ledger');
    await rebuildGauge(ctx);
  }
}
