import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { getCustomer } from '@/lib/tenants';
import { PORTAL_LINK } from './create-portal-session';
import type { ActiveCustomer } from './customer-context';
import { linkPayload } from './portal-link-schemas';
import { decodeSession } from './session-cookie';
import { findPortalSession, markSessionRevoked } from './store';

/**
 * The portal's context of a session that a link opened: its one customer, as its owner. Everything that one of the
 * provider's own people does there is written down under their own name. Null for anything else.
 */
export async function portalSessionContext(
  visitor: Context,
  input: { token: string | undefined },
): Promise<ActiveCustomer | null> {
  const claims = input.token ? await decodeSession(input.token) : null;
  if (claims?.sub !== PORTAL_LINK) return null;
  const session = await findPortalSession(visitor, visitor.provider.id, claims.sessionId, systemClock.now());
  if (!session?.customerId) return null;
  const openedBy = linkPayload.shape.openedBy.parse(session.openedBy);
  const { customerId, returnUrl } = session;
  const id = openedBy?.id ?? customerId;
  const actor = { kind: 'customer_member', id, role: 'owner', customerId } as const;
  const customer = await getCustomer({ ...visitor, actor: { ...actor, name: '' } }, { id: customerId });
  const name = openedBy ? `${openedBy.name} (${visitor.provider.name}) as ${customer.name}` : customer.name;
  return {
    ctx: { ...visitor, actor: { ...actor, name } },
    customer,
    role: 'owner',
    user: { id, email: customer.email, name: openedBy?.name ?? customer.name },
    customerIds: [customerId],
    link: { openedBy: openedBy?.name ?? null, returnUrl },
  };
}

/** Ends a link's session; a cookie that stands for none is left as it is. */
export async function closePortalSession(token: string | undefined): Promise<void> {
  const claims = token ? await decodeSession(token) : null;
  if (claims?.sub === PORTAL_LINK) await markSessionRevoked({}, claims.sessionId, systemClock.now());
}
