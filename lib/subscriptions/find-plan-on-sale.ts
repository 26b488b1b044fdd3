import type { Context } from '@/lib/core/context';
import { invalidField, isAppError } from '@/lib/core/errors';
import { getPlan, type Plan } from '@/lib/plans';

/**
 * A plan that the actor may choose. Private plans are the provider's to give.
 * @throws AppError `validation_failed` naming `plan`
 */
export async function findPlanOnSale(ctx: Context, slug: string): Promise<Plan> {
  const plan = await getPlan(ctx, { slug }).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  });
  const isCustomer = ctx.actor.kind === 'customer_member' || ctx.actor.kind === 'visitor';
  if (!plan || (isCustomer && !plan.public)) {
    throw invalidField('plan', 'unknown_plan', `There is no plan "${slug}".`);
  }
  if (plan.archivedAt !== null) {
    throw invalidField(
      'plan',
      'archived_plan',
      `The plan "${slug}" is archived and takes no new subscribers.`,
    );
  }
  return plan;
}
