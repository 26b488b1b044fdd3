import type { Context, ProviderId, Role } from '@/lib/core/context';
import { readProvidersOfIds } from './provider-store';
import { role } from './schemas';
import { readCustomerNames } from './store';
import { readMembershipsOfUser } from './user-store';

/** A portal that a person may open: one customer's at one provider. */
export interface PortalOfUser {
  customerId: string;
  customerName: string;
  providerSlug: string;
  providerName: string;
  role: Role;
}

/** All portals of a person, of all providers that are open; one provider's stand together. */
export async function listPortalsOfUser(
  tx: Pick<Context, 'transaction'>,
  input: { userId: string },
): Promise<PortalOfUser[]> {
  const memberships = await readMembershipsOfUser(tx, input.userId);
  const providers = await readProvidersOfIds(tx, [...new Set(memberships.map((one) => one.providerId))]);
  const portals = providers.map(async (provider) => {
    const own = memberships.filter(({ providerId }) => providerId === provider.id);
    const ids = own.map(({ customerId }) => customerId);
    const rows = await readCustomerNames(tx, provider.id as ProviderId, ids);
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return own.map((membership) => ({
      customerId: membership.customerId,
      customerName: names.get(membership.customerId) ?? '',
      providerSlug: provider.slug,
      providerName: provider.name,
      role: role.parse(membership.role),
    }));
  });
  return (await Promise.all(portals)).flat();
}
