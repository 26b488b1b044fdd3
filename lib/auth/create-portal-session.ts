import { recordAudit } from '@/lib/audit';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { env } from '@/lib/env';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter, resolveCustomerId } from '@/lib/tenants';
import type { PortalSession, PortalSessionInput } from './portal-link-schemas';
import { insertToken } from './store';
import { hashOf, newToken } from './token';

export const PORTAL_LINK = 'portal_link';
/** Long enough to follow a redirect, short enough to be worthless in a log. */
const LINK_MS = 15 * 60 * 1000;

/**
 * A link that signs a customer into its portal, once. Made by one of the provider's own people it shows the portal
 * as that customer sees it, with a banner, and the audit log names who looked and who acted.
 */
export async function createPortalSession(ctx: Context, input: PortalSessionInput): Promise<PortalSession> {
  requireProviderWriter(ctx);
  const customerId = await resolveCustomerId(ctx, input.customer);
  const token = newToken();
  // Real time, also in a sandbox: links and sessions belong to people.
  const createdAt = systemClock.now();
  const expiresAt = new Date(createdAt.getTime() + LINK_MS);
  const { actor, provider } = ctx;
  const openedBy = actor.kind === 'member' ? { id: actor.id, name: actor.name } : null;
  await inTransaction(ctx, async (inner) => {
    const payload = { customerId, openedBy, returnUrl: input.returnUrl ?? null };
    await insertToken(inner, provider.id, {
      ...{ hash: hashOf(token), purpose: PORTAL_LINK, payload },
      ...{ createdAt, expiresAt },
    });
    await recordAudit(inner, {
      action: openedBy ? 'portal.impersonated' : 'portal.link_created',
      targetId: customerId,
      customerId,
    });
  });
  const url = `${env().appUrl}/p/${provider.slug}/open?token=${token}`;
  return { url, expiresAt: expiresAt.toISOString() };
}
