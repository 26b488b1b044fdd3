import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { type Page, type PageRequest, paginate } from '@/lib/core/pagination';
import { requireProviderSide } from '@/lib/tenants';
import { findPlan } from './find-plan';
import type { PlanVersionView } from './schemas';
import { readVersions, type VersionRow } from './store';
import { versionView } from './views';

/** All versions of a plan, the newest first. */
export async function listPlanVersions(
  ctx: Context,
  input: PageRequest & { slug: string },
): Promise<Page<PlanVersionView>> {
  requireProviderSide(ctx);
  const { row } = await findPlan(ctx, input.slug);
  const page = await paginate(
    input,
    (version: VersionRow) => String(version.version),
    (take, after) => readVersions(ctx, ctx.provider.id, row.id, take, versionOf(after)),
  );
  return { ...page, data: page.data.map(versionView) };
}

/** The version that a cursor stands at; a cursor of another list holds none. */
function versionOf(after: string | null): number | null {
  if (after === null) return null;
  if (!/^\d{1,9}$/.test(after))
    throw invalidField('cursor', 'invalid_cursor', 'Not one that this list gave out.');
  return Number(after);
}
