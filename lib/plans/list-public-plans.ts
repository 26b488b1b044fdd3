import type { Context } from '@/lib/core/context';
import { getBranding } from '@/lib/tenants';
import { findInvitedPlan } from './find-invited-plan';
import type { PublicPlans } from './schemas';
import { readCurrentVersions, readPublicPlans, type VersionRow } from './store';
import { publicPlanView } from './views';

/**
 * What a provider's pricing page shows: its public plans that are on sale, in the provider's order. To somebody with
 * an invitation the plan that it invites to comes first; one that does not work any more shows nothing.
 */
export async function listPublicPlans(
  ctx: Context,
  input: { invite?: string | undefined } = {},
): Promise<PublicPlans> {
  const { provider } = ctx;
  const onSale = await readPublicPlans(ctx, provider.id);
  const invited = input.invite === undefined ? null : await findInvitedPlan(ctx, input.invite);
  const rows = invited ? [invited, ...onSale.filter(({ id }) => id !== invited.id)] : onSale;
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
