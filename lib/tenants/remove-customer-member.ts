import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { AppError, notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { findCustomer } from './find-customer';
import { requireWriter } from './permissions';
import { lockCustomerMembers, removeCustomerMemberRow } from './store';

/** Takes a person out of a customer's portal. The last owner stays: somebody must be able to let others in. */
export async function removeCustomerMember(
  ctx: Context,
  input: { customerId: string; userId: string },
): Promise<void> {
  requireWriter(ctx);
  await inTransaction(ctx, async (inner) => {
    const { id } = await findCustomer(inner, input.customerId);
    // Locked, so that two owners who remove each other at once do not leave none.
    const members = await lockCustomerMembers(inner, ctx.provider.id, id);
    const leaving = members.find((member) => member.userId === input.userId);
    if (!leaving) throw notFound('member');
    const owners = members.filter((member) => member.role === 'owner');
    if (leaving.role === 'owner' && owners.length === 1) {
      throw new AppError('invalid_state', 'The last owner cannot be removed; make another owner first.');
    }
    if (leaving.role === 'owner' && ctx.actor.kind === 'customer_member' && ctx.actor.role !== 'owner') {
      throw new AppError('forbidden', 'Only an owner may remove an owner.');
    }
    await removeCustomerMemberRow(inner, ctx.provider.id, id, input.userId);
    await recordAudit(inner, { action: 'customer_member.removed', targetId: input.userId, customerId: id });
  });
}
