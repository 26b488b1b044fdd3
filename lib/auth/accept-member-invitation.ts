import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { AppError, orNull } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { addProviderMember, ensureUser } from '@/lib/tenants';
import { MEMBER_INVITATION } from './invite-member';
import { invitationPayload } from './member-invitation-schemas';
import { sandboxOf } from './sandbox-of';
import { takeToken } from './store';
import { hashOf } from './token';

/**
 * Uses an invitation up: the person with its address is a member from now on, made with this name and password when
 * new, else proven by password or by being signed in. The sandbox beside the account comes with it.
 */
export async function acceptMemberInvitation(
  visitor: Context,
  input: { token: string; name: string; password?: string | undefined },
): Promise<{ userId: string }> {
  const { userId, role, actor } = await inTransaction(visitor, async (inner) => {
    const taken = await takeToken(inner, visitor.provider.id, {
      ...{ hash: hashOf(input.token), purpose: MEMBER_INVITATION, now: systemClock.now() },
    });
    if (taken === null) {
      throw new AppError('not_found', 'This invitation has expired, was taken back or was used already.');
    }
    const invitation = invitationPayload.parse(taken);
    const { name, password } = input;
    const user = await ensureUser(inner, { email: invitation.email, name, password });
    const inviter = { kind: 'system', id: 'invitation', name: invitation.inviter } as const;
    await addProviderMember({ ...inner, actor: inviter }, { userId: user.id, role: invitation.role });
    return { userId: user.id, role: invitation.role, actor: inviter };
  });
  const sandbox = await sandboxOf(visitor);
  if (sandbox) await orNull(addProviderMember({ ...sandbox, actor }, { userId, role }), 'already_exists');
  return { userId };
}
