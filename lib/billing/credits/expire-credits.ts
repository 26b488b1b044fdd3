import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { lockCustomer } from '../store';
import { insertMovements, readCustomerOfGrant, readGrants } from './store';

/** Writes down what expired of a customer's grants, each at its own instant. Once, however often it is called. */
export async function expireCreditsOf(ctx: Context, input: { customerId: string }): Promise<void> {
  const now = ctx.clock.now();
  const isOver = ({ expiresAt, remaining }: { expiresAt: Date | null; remaining: bigint }) =>
    expiresAt !== null && expiresAt <= now && remaining > 0n;
  const seen = await readGrants(ctx, ctx.provider.id, input.customerId);
  if (!seen.some(isOver)) return;
  await inTransaction(ctx, async (inner) => {
    await lockCustomer(inner, ctx.provider.id, input.customerId);
    const grants = await readGrants(inner, ctx.provider.id, input.customerId);
    await insertMovements(
      inner,
      ctx.provider.id,
      grants.filter(isOver).map(({ id, remaining, expiresAt }) => ({
        id: newId('credit', now),
        customerId: input.customerId,
        grantId: id,
        kind: 'expiry',
        amount: -remaining,
        at: expiresAt ?? now,
      })),
    );
  });
}

/** The same, found by a grant that is due. */
export async function expireGrant(
  ctx: Context,
  input: { grantId: string },
): Promise<{ customerId: string } | null> {
  const customerId = await readCustomerOfGrant(ctx, ctx.provider.id, input.grantId);
  if (customerId === null) return null;
  await expireCreditsOf(ctx, { customerId });
  return { customerId };
}
