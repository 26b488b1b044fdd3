import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { PORTAL_LINK } from './create-portal-session';
import { linkPayload } from './portal-link-schemas';
import { encodeSession } from './session-cookie';
import { insertPortalSession, takeToken } from './store';
import { hashOf } from './token';

/** A working day; whoever needs longer asks for another link. */
export const PORTAL_SESSION_SECONDS = 8 * 60 * 60;
const MAX_USER_AGENT = 300;

/** Uses a link up and opens its session; null when it is unknown, over or was used. */
export async function openPortalLink(
  visitor: Context,
  input: { token: string; userAgent: string | null },
): Promise<{ cookie: string } | null> {
  const now = systemClock.now();
  const providerId = visitor.provider.id;
  return inTransaction(visitor, async (inner) => {
    const taken = await takeToken(inner, providerId, {
      ...{ hash: hashOf(input.token), purpose: PORTAL_LINK, now },
    });
    if (taken === null) return null;
    const sessionId = newId('session', now);
    await insertPortalSession(inner, {
      ...linkPayload.parse(taken),
      id: sessionId,
      providerId,
      userAgent: input.userAgent?.slice(0, MAX_USER_AGENT) ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + PORTAL_SESSION_SECONDS * 1000),
    });
    return { cookie: await encodeSession({ sub: PORTAL_LINK, sessionId }) };
  });
}
