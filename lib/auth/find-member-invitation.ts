import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { MEMBER_INVITATION } from './invite-member';
import { invitationPayload } from './member-invitation-schemas';
import { findToken } from './store';
import { hashOf } from './token';

/** What a link invites to, for the page that asks whether to accept; null when it is worth nothing any more. */
export async function findMemberInvitation(
  visitor: Context,
  input: { token: string },
): Promise<{ email: string; role: string; inviter: string } | null> {
  const found = await findToken(visitor, visitor.provider.id, {
    ...{ hash: hashOf(input.token), purpose: MEMBER_INVITATION, now: systemClock.now() },
  });
  if (found === null) return null;
  const { email, role, inviter } = invitationPayload.parse(found);
  return { email, role, inviter };
}
