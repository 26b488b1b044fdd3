import { recordAudit } from '@/lib/audit';
import type { Context, Role } from '@/lib/core/context';
import { AppError, notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { findCustomer } from './find-customer';
import { requireWriter } from './permissions';
import { lockCustomerMembers, setCustomerMemberRole } from './store';

/** Gives a member another role. One owner stays at least, and only owners make or unmake owners. */
export async function changeCustomerMember(
  ctx: Context,
  input: { customerId: string; userId: string; role: Role },
): Promise<void> {
  requireWriter(ctx);
  const { userId, role } = input;
  await inTransaction(ctx, async (inner) => {
    const { id } = await findCustomer(inner, input.customerId);
    // Locked, so that two owners who step down at once do not leave none.
    const members = await lockCustomerMembers(inner, ctx.provider.id, id);
    const member = members.find((one) => one.userId === userId);
    if (!member) throw notFound('member');
    if (member.role === role) return;
    const isAboutOwner = member.role === 'owner' || role === 'owner';
    if (isAboutOwner && ctx.actor.kind === 'customer_member' && ctx.actor.role !== 'owner') {
      throw new AppError('forbidden', 'Only an owner may make or unmake an owner.');
    }
    if (member.role === 'owner' && members.filter((one) => one.role === 'owner').length === 1) {
      throw new AppError('invalid_state', 'The last owner stays one; make another owner first.');
    }
    await setCustomerMemberRole(inner, ctx.provider.id, { customerId: id, userId, role });
    await recordAudit(inner, {
      action: 'customer_member.changed',
      targetId: userId,
      customerId: id,
      details: { from: member.role, to: role },
    });
  });
}
