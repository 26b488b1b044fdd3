import { recordAudit } from '@/lib/audit';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireWriter, resolveCustomerId } from '@/lib/tenants';
import { revokeInvitations } from './invitation-store';

/** Takes an invitation back: its link opens nothing any more. */
export async function revokeCustomerInvitation(
  ctx: Context,
  input: { customerId: string; id: string },
): Promise<void> {
  requireWriter(ctx);
  const { id } = input;
  await inTransaction(ctx, async (inner) => {
    const customerId = await resolveCustomerId(inner, input.customerId);
    const count = await revokeInvitations(inner, ctx.provider.id, { customerId, id }, systemClock.now());
    if (count === 0) throw notFound('invitation');
    await recordAudit(inner, { action: 'customer_member.invitation_revoked', targetId: id, customerId });
  });
}
