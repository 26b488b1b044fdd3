import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { getPlan } from '@/lib/plans';
import { listPaymentMethods } from './list-methods';

/**
 * Lets a customer choose a plan that needs a card only when it has one that is still good. The provider puts
 * anybody on any plan.
 * @throws AppError `invalid_state` without such a card
 */
export async function requireCard(ctx: Context, input: { customer: string; plan: string }): Promise<void> {
  if (ctx.actor.kind !== 'customer_member') return;
  const { requiresCard, name } = await getPlan(ctx, { slug: input.plan });
  if (!requiresCard) return;
  const { data } = await listPaymentMethods(ctx, input);
  if (data.some(({ isDefault, isExpired }) => isDefault && !isExpired)) return;
  throw new AppError('invalid_state', `${name} needs a card. Add one under Billing first.`);
}
