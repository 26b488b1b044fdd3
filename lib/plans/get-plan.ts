import type { Context } from '@/lib/core/context';
import { findPlan } from './find-plan';
import type { Plan } from './schemas';
import { planView } from './views';

/** One plan by slug, with the terms of its current version. */
export async function getPlan(ctx: Context, input: { slug: string }): Promise<Plan> {
  const { row, version } = await findPlan(ctx, input.slug);
  return planView(row, version);
}
