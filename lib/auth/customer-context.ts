import type { Context, Role } from '@/lib/core/context';
import { type Customer, getCustomer } from '@/lib/tenants';
import type { SignedIn } from './read-session';
import { asRole } from './roles';
import { findCustomerMemberships } from './store';

export interface ActiveCustomer {
  ctx: Context;
  customer: Customer;
  role: Role;
  user: SignedIn['user'];
  /** All customers of this provider that the person may act for. */
  customerIds: string[];
  /** Set where a portal link opened the session, with the provider's own person who did, if one did. */
  link: { openedBy: string | null; returnUrl: string | null } | null;
}

/**
 * The portal's context: which customer of this provider the person acts for (the chosen one, else the first).
 * Null for somebody who is no member of any; a portal link's session sees its one customer alone.
 */
export async function customerContext(
  visitor: Context,
  input: { signedIn: SignedIn; chosenCustomerId: string | undefined },
): Promise<ActiveCustomer | null> {
  const { signedIn, chosenCustomerId } = input;
  const { user, onlyCustomer } = signedIn;
  const providerId = visitor.provider.id;
  const all = await findCustomerMemberships(visitor, providerId, user.id);
  const memberships = onlyCustomer
    ? all.filter((m) => onlyCustomer.providerId === providerId && m.customerId === onlyCustomer.customerId)
    : all;
  const active = memberships.find((m) => m.customerId === chosenCustomerId) ?? memberships[0];
  if (!active) return null;
  const role = asRole(active.role);
  const ctx: Context = {
    ...visitor,
    actor: { kind: 'customer_member', id: user.id, name: user.name, role, customerId: active.customerId },
  };
  const customer = await getCustomer(ctx, { id: active.customerId });
  return { ctx, customer, role, user, customerIds: memberships.map((m) => m.customerId), link: null };
}
