import type { Context } from '@/lib/core/context';
import { readOpenInvitation } from './invitation-store';
import { hashOfToken } from './invitation-token';
import { type PlanRow, readPlanById } from './store';

/** The plan that a token invites to, as long as it works and the plan is on sale; null otherwise. */
export async function findInvitedPlan(ctx: Context, token: string): Promise<PlanRow | null> {
  const row = await readOpenInvitation(ctx, ctx.provider.id, hashOfToken(token), ctx.clock.now());
  const plan = row && (await readPlanById(ctx, ctx.provider.id, row.planId));
  return plan?.archivedAt === null ? plan : null;
}
