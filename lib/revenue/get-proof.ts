import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';
import { single } from '@/lib/infra/runtime';
import { requireProviderSide } from '@/lib/tenants';
import { readCustomerNames } from './mrr-store';
import { reconcile } from './reconcile';
import { type Reconciliation, reconciliation } from './reconciliation-schemas';

/**
 * The last proof and its leaks for a screen, with the names of whom they concern. A proof reads every event, so it is
 * made at night and on demand and kept; an account's first is made when somebody first looks.
 */
export async function getProof(
  ctx: Context,
): Promise<{ proof: Reconciliation; names: Record<string, string> }> {
  requireProviderSide(ctx);
  const proof = (await readProof(ctx, ctx.provider.id)) ?? (await checkProof(ctx));
  const ids = [...new Set(proof.leakage.map(({ customer }) => customer))];
  const names = await readCustomerNames(ctx, ctx.provider.id, ids);
  return { proof, names: Object.fromEntries([...names].map(([id, { name }]) => [id, name])) };
}

/** Makes the proof anew and keeps it; several who ask at once share one. */
export async function checkProof(ctx: Context): Promise<Reconciliation> {
  requireProviderSide(ctx);
  const { id } = ctx.provider;
  const running = single('proofs-running', () => new Map<ProviderId, Promise<Reconciliation>>());
  const started = running.get(id) ?? makeProof(ctx).finally(() => running.delete(id));
  running.set(id, started);
  return started;
}

async function makeProof(ctx: Context): Promise<Reconciliation> {
  const providerId = ctx.provider.id;
  const proof = await reconcile(ctx);
  const data = { checkedAt: new Date(proof.checkedAt), report: proof };
  await db(ctx).proofRecord.upsert({
    where: { providerId },
    create: { ...data, providerId },
    update: data,
    select: { providerId: true },
  });
  return proof;
}

/** Null where none was made, or by a version of the product that wrote it otherwise. */
async function readProof(
  tx: Pick<Context, 'transaction'>,
  providerId: ProviderId,
): Promise<Reconciliation | null> {
  const row = await db(tx).proofRecord.findUnique({ where: { providerId }, select: { report: true } });
  return reconciliation.safeParse(row?.report).data ?? null;
}
