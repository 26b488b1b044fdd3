import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { MEMBER_INVITATION } from './invite-member';
import { dropTokens } from './store';

/** Takes an invitation back: its link is worth nothing from now on. */
export async function revokeMemberInvitation(ctx: Context, input: { email: string }): Promise<void> {
  requireProviderWriter(ctx);
  await inTransaction(ctx, async (inner) => {
    const { email } = input;
    const dropped = await dropTokens(inner, ctx.provider.id, { purpose: MEMBER_INVITATION, email });
    if (dropped === 0) throw notFound('invitation');
    await recordAudit(inner, { action: 'member.invitation_revoked', details: { email } });
  });
}
