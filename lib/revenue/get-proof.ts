import type { Context } from '@/lib/core/context';
import { requireProviderSide } from '@/lib/tenants';
import { readCustomerNames } from './mrr-store';
import { reconcile } from './reconcile';
import type { Reconciliation } from './reconciliation-schemas';
import { reuse } from './reuse';

/** The proof and the leaks for a screen, with the names of whom they concern. */
export async function getProof(
  ctx: Context,
): Promise<{ proof: Reconciliation; names: Record<string, string> }> {
  requireProviderSide(ctx);
  const proof = await reuse(`proof ${ctx.provider.id}`, () => reconcile(ctx));
  const ids = [...new Set(proof.leakage.map(({ customer }) => customer))];
  const names = await readCustomerNames(ctx, ctx.provider.id, ids);
  return { proof, names: Object.fromEntries([...names].map(([id, { name }]) => [id, name])) };
}
