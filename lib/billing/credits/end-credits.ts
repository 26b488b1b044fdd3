import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter, resolveCustomerId } from '@/lib/tenants';
import { lockCustomer } from '../store';
import { applyDueCredits } from './apply-due-credits';
import type { CreditGrantView } from './schemas';
import { endGrant, readGrants } from './store';
import { grantView } from './views';

/** Ends a grant: what is left of it expires now, and it does not come again. A second time changes nothing. */
export async function endCredits(
  ctx: Context,
  input: { customer: string; grant: string },
): Promise<CreditGrantView> {
  requireProviderWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const customerId = await resolveCustomerId(inner, input.customer);
    await lockCustomer(inner, ctx.provider.id, customerId);
    await applyDueCredits(inner, { customerId });
    const find = async () => {
      const grants = await readGrants(inner, ctx.provider.id, customerId);
      const grant = grants.find(({ id }) => id === input.grant);
      if (!grant) throw notFound('credit grant');
      return grant;
    };
    const { id, expiresAt, remaining } = await find();
    const now = ctx.clock.now();
    if (expiresAt === null || expiresAt > now) {
      await endGrant(inner, ctx.provider.id, id, now);
      await applyDueCredits(inner, { customerId });
      const details = { remaining: remaining.toString() };
      await recordAudit(inner, { action: 'credits.ended', targetId: id, customerId, details });
    }
    return grantView(await find());
  });
}
