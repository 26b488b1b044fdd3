import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import type { Plan } from './schemas';
import { readPlanById, readVersion } from './store';
import { planView } from './views';

/** A plan by id with the terms of one version: what a subscription points at, archived or not. */
export async function getPlanVersion(
  ctx: Context,
  input: { planId: string; version: number },
): Promise<Plan> {
  const row = await readPlanById(ctx, ctx.provider.id, input.planId);
  const version = row && (await readVersion(ctx, ctx.provider.id, row.id, input.version));
  if (!version) throw notFound('plan version');
  return planView(row, version);
}
