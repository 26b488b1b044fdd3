import { recordAudit } from '@/lib/audit';
import { systemClock } from '@/lib/core/clock';
import type { Context, Role } from '@/lib/core/context';
import { AppError, type ErrorCode, isAppError, notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import {
  addProviderMember,
  changeProviderMember,
  contextOfProviderSlug,
  ensureUser,
  requireProviderSide,
  requireProviderWriter,
  SANDBOX_SUFFIX,
} from '@/lib/tenants';
import { MEMBER_INVITATION } from './invite-member';
import { invitationPayload, type MemberInvitation } from './member-invitation-schemas';
import { dropTokens, findToken, readTokens, takeToken } from './store';
import { hashOf } from './token';

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
  if (sandbox) await orNothing('already_exists', addProviderMember({ ...sandbox, actor }, { userId, role }));
  return { userId };
}

/** Gives somebody of the team another role, or takes them out with `null`; in the sandbox beside the account too. */
export async function changeTeamMember(
  ctx: Context,
  input: { userId: string; role: Role | null },
): Promise<void> {
  await changeProviderMember(ctx, input);
  const sandbox = await sandboxOf(ctx);
  if (sandbox) await orNothing('not_found', changeProviderMember({ ...sandbox, actor: ctx.actor }, input));
}

/** The sandbox beside a live account; a sandbox has none. */
async function sandboxOf({ provider, requestId }: Context): Promise<Context | null> {
  if (provider.mode === 'test') return null;
  return orNothing('not_found', contextOfProviderSlug(`${provider.slug}${SANDBOX_SUFFIX}`, requestId));
}

async function orNothing<T>(code: ErrorCode, work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error) && error.code === code) return null;
    throw error;
  }
}
