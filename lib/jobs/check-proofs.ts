import type { Context } from '@/lib/core/context';
import { logger } from '@/lib/infra/logger';
import { checkProof } from '@/lib/revenue';
import { contextOfProviderSlug, listProviders } from '@/lib/tenants';

/** Makes every account's proof anew, one after another; one that fails does not keep the others from theirs. */
export async function checkProofs(): Promise<void> {
  for (const { slug } of await listProviders({})) {
    try {
      const visitor = await contextOfProviderSlug(slug, null);
      const ctx: Context = { ...visitor, actor: { kind: 'system', id: 'check-proofs', name: 'Proof' } };
      const { differences } = await checkProof(ctx);
      if (differences.length > 0) {
        logger().error({ provider: slug, differences: differences.length }, 'the ledger does not add up');
      }
    } catch (error) {
      logger().warn({ err: error, provider: slug }, 'a proof was not made');
    }
  }
}
