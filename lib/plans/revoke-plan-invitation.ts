import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import { findPlan } from './find-plan';
import type { PlanInvitation } from './invitation-schemas';
import { revokeInvitationRow } from './invitation-store';
import { invitationView } from './views';

/** From now on its link shows nothing. Who signed up by it keeps the plan. */
export async function revokePlanInvitation(
  ctx: Context,
  input: { slug: string; id: string },
): Promise<PlanInvitation> {
  requireProviderWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const { row: plan } = await findPlan(inner, input.slug);
    const which = { planId: plan.id, id: input.id };
    const row = await revokeInvitationRow(inner, ctx.provider.id, which, ctx.clock.now());
    if (!row) throw notFound('invitation');
    await recordAudit(inner, { action: 'plan.invitation_revoked', targetId: row.id });
    return invitationView(row);
  });
}
