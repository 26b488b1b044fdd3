import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { type PlanRow, readPlanBySlug, readVersion, type VersionRow } from './store';

const SLUG = /^[a-z0-9_-]{1,64}$/;

/**
 * A plan's row and its current version's. A private plan exists for the provider alone.
 * @throws AppError `not_found`
 */
export async function findPlan(ctx: Context, slug: string): Promise<{ row: PlanRow; version: VersionRow }> {
  const row = SLUG.test(slug) ? await readPlanBySlug(ctx, ctx.provider.id, slug) : null;
  if (!row || (!row.isPublic && ctx.actor.kind === 'visitor')) throw notFound('plan');
  return { row, version: await currentVersionOf(ctx, row) };
}

export async function currentVersionOf(ctx: Context, row: PlanRow): Promise<VersionRow> {
  const version = await readVersion(ctx, ctx.provider.id, row.id, row.currentVersion);
  if (!version) throw new Error(`plan ${row.id} lacks its version ${row.currentVersion}`);
  return version;
}
