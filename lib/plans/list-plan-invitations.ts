import type { Context } from '@/lib/core/context';
import { type Page, type PageRequest, paginate } from '@/lib/core/pagination';
import { requireProviderSide } from '@/lib/tenants';
import { findPlan } from './find-plan';
import type { PlanInvitation } from './invitation-schemas';
import { type InvitationRow, readInvitations } from './invitation-store';
import { invitationView } from './views';

/** A plan's invitations, the newest first, also those that are over. */
export async function listPlanInvitations(
  ctx: Context,
  input: PageRequest & { slug: string },
): Promise<Page<PlanInvitation>> {
  requireProviderSide(ctx);
  const { row: plan } = await findPlan(ctx, input.slug);
  const page = await paginate(
    input,
    (row: InvitationRow) => row.id,
    (take, after) => readInvitations(ctx, ctx.provider.id, plan.id, take, after),
  );
  return { ...page, data: page.data.map(invitationView) };
}
