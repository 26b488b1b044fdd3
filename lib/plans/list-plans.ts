import type { Context } from '@/lib/core/context';
import { type Page, paginate } from '@/lib/core/pagination';
import { requireProviderSide } from '@/lib/tenants';
import { type ListPlansInput, listPlansInput, type Plan } from './schemas';
import { type PlanRow, readCurrentVersions, readPlans, type VersionRow } from './store';
import { planView } from './views';

/** The provider's plans, newest first, private and archived ones too, each with its current version. */
export async function listPlans(ctx: Context, input: ListPlansInput): Promise<Page<Plan>> {
  requireProviderSide(ctx);
  const { limit, cursor, archived } = listPlansInput.parse(input);
  const filters = { archived: archived === undefined ? undefined : archived === 'true' };
  const page = await paginate(
    { limit, cursor },
    (row: PlanRow) => row.id,
    (take, after) => readPlans(ctx, ctx.provider.id, filters, take, after),
  );
  const versions = await readCurrentVersions(ctx, ctx.provider.id, page.data);
  return { ...page, data: page.data.map((row) => planView(row, versions.get(row.id) as VersionRow)) };
}
