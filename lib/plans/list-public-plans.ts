import type { Context } from '@/lib/core/context';
import { getBranding } from '@/lib/tenants';
import type { PublicPlans } from './schemas';
import { readCurrentVersions, readPublicPlans, type VersionRow } from './store';
import { publicPlanView } from './views';

/** What a provider's pricing page shows: its public plans that are on sale, in the provider's order. */
export async function listPublicPlans(ctx: Context): Promise<PublicPlans> {
  const { provider } = ctx;
  const rows = await readPublicPlans(ctx, provider.id);
  const versions = await readCurrentVersions(ctx, provider.id, rows);
  return {
    provider: {
      slug: provider.slug,
      name: provider.name,
      currency: provider.currency,
      timezone: provider.timezone,
      country: provider.country,
      sandbox: provider.mode === 'test',
      branding: await getBranding(ctx),
    },
    data: rows.map((row) => publicPlanView(row, versions.get(row.id) as VersionRow)),
    nextCursor: null,
  };
}
