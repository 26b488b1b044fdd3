import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { runtime } from '@/lib/infra/runtime';

export const SESSION_COOKIE = 'tollgate.session';

/** How long a sign-in lasts at most. The row in the database decides; the cookie merely does not outlive it. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** What the encrypted cookie holds: who, and the id of the `user_session` row that must still be good. */
const claims = z.object({ sub: z.string(), sessionId: z.string() });

export type SessionClaims = z.output<typeof claims>;

export function encodeSession({ sub, sessionId }: SessionClaims): Promise<string> {
  return encode({ token: { sub, sessionId }, secret: runtime().authSecret, maxAge: SESSION_SECONDS });
}

/** The claims of a cookie that we issued and that has not run out; null for anything else. */
export async function decodeSession(token: string): Promise<SessionClaims | null> {
  try {
    return claims.safeParse(await decode({ token, secret: runtime().authSecret })).data ?? null;
  } catch {
    return null;
  }
}

/**
 * `Lax` keeps the cookie off other sites' POSTs. `secure` follows the request and not the settings, because
 * the same installation may be reached over https from outside and over http from its own machine.
 */
export function sessionCookieOptions(headers: Pick<Headers, 'get'>) {
  return {
    httpOnly: true,
    sameSite: 'lax' as const,
    path: '/',
    secure: headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https',
  };
}
