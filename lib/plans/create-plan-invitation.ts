import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseOrThrow } from '@/lib/core/parse';
import { env } from '@/lib/env';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { findPlan } from './find-plan';
import { type NewPlanInvitation, type PlanInvitationInput, planInvitationInput } from './invitation-schemas';
import { insertInvitation } from './invitation-store';
import { hashOfToken } from './invitation-token';
import { invitationView } from './views';

const TOKEN_BYTES = 24;

/**
 * Invites somebody to a plan that is not public: whoever has the link sees the plan and can sign up for it, as often
 * as it says, until it expires or is revoked. Only the token's hash is kept.
 */
export async function createPlanInvitation(
  ctx: Context,
  input: { slug: string; invitation: PlanInvitationInput },
): Promise<NewPlanInvitation> {
  requireProviderWriter(ctx);
  const { email, expiresAt, maxUses } = parseOrThrow(planInvitationInput, input.invitation, 'invitation');
  const createdAt = ctx.clock.now();
  if (expiresAt !== undefined && new Date(expiresAt) <= createdAt) {
    throw invalidField('expiresAt', 'in_past', 'Must be in the future.');
  }
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return inTransaction(ctx, async (inner) => {
    const { row: plan } = await findPlan(inner, input.slug);
    const row = await insertInvitation(inner, ctx.provider.id, {
      id: newId('planInvitation', createdAt),
      planId: plan.id,
      hash: hashOfToken(token),
      email: email?.toLowerCase() ?? null,
      usesLeft: maxUses,
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
      createdAt,
    });
    const details = { slug: plan.slug, email: row.email, maxUses };
    await recordAudit(inner, { action: 'plan.invitation_created', targetId: row.id, details });
    const url = `${env().appUrl}/p/${ctx.provider.slug}?invite=${token}`;
    return { ...invitationView(row), token, url };
  });
}
