import { recordAudit } from '@/lib/audit';
import type { Context, Role } from '@/lib/core/context';
import { AppError, notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireOwnerFor, requireProviderWriter } from './permissions';
import { deleteProviderMember, lockProviderMembers, setProviderMemberRole } from './provider-store';

/**
 * Gives a member another role, or with `null` takes the person out of the account. The last owner stays one:
 * somebody must be able to let others in. What concerns an owner is for owners.
 */
export async function changeProviderMember(
  ctx: Context,
  input: { userId: string; role: Role | null },
): Promise<void> {
  requireProviderWriter(ctx);
  const { userId, role } = input;
  await inTransaction(ctx, async (inner) => {
    // Locked, so that two owners who remove each other at once do not leave none.
    const members = await lockProviderMembers(inner, ctx.provider.id);
    const member = members.find((one) => one.userId === userId);
    if (!member) throw notFound('member');
    if (member.role === role) return;
    requireOwnerFor(ctx, member.role);
    if (role !== null) requireOwnerFor(ctx, role);
    if (member.role === 'owner' && members.filter((one) => one.role === 'owner').length === 1) {
      throw new AppError('invalid_state', 'The last owner stays; make another owner first.');
    }
    if (role === null) await deleteProviderMember(inner, ctx.provider.id, userId);
    else await setProviderMemberRole(inner, ctx.provider.id, userId, role);
    await recordAudit(inner, {
      action: role === null ? 'member.removed' : 'member.role_changed',
      targetId: userId,
      details: { from: member.role, ...(role !== null && { to: role }) },
    });
  });
}
