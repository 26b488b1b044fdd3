import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { env } from '@/lib/env';
import { inTransaction } from '@/lib/infra/postgres';
import { sendInvitationMail } from '@/lib/notify';
import { requireOwnerFor, requireProviderWriter, userEmail } from '@/lib/tenants';
import type { MemberInvitationInput } from './member-invitation-schemas';
import { dropTokens, insertToken } from './store';
import { hashOf } from './token';

export const MEMBER_INVITATION = 'member_invitation';
const DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
const TOKEN_BYTES = 32;

/**
 * Invites somebody into the provider's team by mail; the link is good for a week, and once. A newer invitation of the
 * same address takes the place of the older. The link is answered too, for whoever prefers to hand it over.
 */
export async function inviteMember(ctx: Context, input: MemberInvitationInput): Promise<{ url: string }> {
  requireProviderWriter(ctx);
  requireOwnerFor(ctx, input.role);
  const { provider, actor } = ctx;
  const email = userEmail(input.email);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  // Real time, also in a sandbox: invitations belong to people.
  const createdAt = systemClock.now();
  const url = `${env().appUrl}/join/${provider.slug}?token=${token}`;
  await inTransaction(ctx, async (inner) => {
    await dropTokens(inner, provider.id, { purpose: MEMBER_INVITATION, email });
    await insertToken(inner, provider.id, {
      ...{ hash: hashOf(token), purpose: MEMBER_INVITATION, createdAt },
      payload: { email, role: input.role, inviter: actor.name },
      expiresAt: new Date(createdAt.getTime() + DAYS * DAY_MS),
    });
    await recordAudit(inner, { action: 'member.invited', details: { email, role: input.role } });
    await sendInvitationMail(
      { ...(inner.transaction && { transaction: inner.transaction }) },
      { to: email, url, inviter: actor.name, team: provider.name, days: DAYS },
    );
  });
  return { url };
}
