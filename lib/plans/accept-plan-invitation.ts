import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { takeInvitationUse } from './invitation-store';
import { hashOfToken } from './invitation-token';
import { readPlanById } from './store';

/**
 * Takes one use of an invitation for somebody who signs up.
 * @throws AppError `validation_failed` naming `invite`: unknown, over, used up, for another plan or address
 */
export async function acceptPlanInvitation(
  ctx: Context,
  input: { token: string; plan: string; email: string },
): Promise<void> {
  const by = { email: input.email, now: ctx.clock.now() };
  const row = await takeInvitationUse(ctx, ctx.provider.id, hashOfToken(input.token), by);
  const plan = row && (await readPlanById(ctx, ctx.provider.id, row.planId));
  if (plan?.slug === input.plan) return;
  throw invalidField('invite', 'not_valid', 'The invitation is over, used up or for another address.');
}
