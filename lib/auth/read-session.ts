import { systemClock } from '@/lib/core/clock';
import { decodeSession } from './session-cookie';
import { findLiveSession, markSessionRevoked } from './store';

/** Somebody who is signed in. */
export interface SignedIn {
  sessionId: string;
  user: { id: string; email: string; name: string };
  /** Set when a provider's portal link opened the session: it may see this one customer and nothing else. */
  onlyCustomer: { providerId: string; customerId: string } | null;
}

/** Who a session cookie stands for, checked against the database every time; null for nobody. */
export async function readSession(token: string | undefined): Promise<SignedIn | null> {
  const claims = token ? await decodeSession(token) : null;
  if (!claims) return null;
  const session = await findLiveSession({}, claims.sessionId, systemClock.now());
  if (!session || session.userId !== claims.sub) return null;
  const { providerId, customerId } = session;
  return {
    sessionId: session.id,
    user: session.user,
    onlyCustomer: providerId && customerId ? { providerId, customerId } : null,
  };
}

/** Ends the session of a cookie everywhere; a cookie that stands for nobody is left as it is. */
export async function revokeSession(token: string | undefined): Promise<void> {
  const claims = token ? await decodeSession(token) : null;
  if (claims) await markSessionRevoked({}, claims.sessionId, systemClock.now());
}
