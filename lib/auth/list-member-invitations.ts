import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { requireProviderSide } from '@/lib/tenants';
import { MEMBER_INVITATION } from './invite-member';
import { invitationPayload, type MemberInvitation } from './member-invitation-schemas';
import { readTokens } from './store';

/** Invitations into the team that wait to be accepted. */
export async function listMemberInvitations(ctx: Context): Promise<MemberInvitation[]> {
  requireProviderSide(ctx);
  const rows = await readTokens(ctx, ctx.provider.id, {
    ...{ purpose: MEMBER_INVITATION, now: systemClock.now() },
  });
  return rows.map(({ payload, expiresAt }) => {
    const { email, role, inviter } = invitationPayload.parse(payload);
    return { id: email, email, role, inviter, expiresAt: expiresAt.toISOString() };
  });
}
