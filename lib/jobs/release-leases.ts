import { LEASE_GRACE_SECONDS, releaseEndedLeases } from '@/lib/access';
import type { Context } from '@/lib/core/context';
import { contextOfProviderSlug } from '@/lib/tenants';
import { providersWithEndedLeases } from '@/lib/usage';

/** Gives back what processes that are gone had reserved. */
export async function releaseLeases(): Promise<void> {
  for (const slug of await providersWithEndedLeases(LEASE_GRACE_SECONDS)) {
    const visitor = await contextOfProviderSlug(slug, null);
    const ctx: Context = { ...visitor, actor: { kind: 'system', id: 'release-leases', name: 'Leases' } };
    await releaseEndedLeases(ctx);
  }
}
