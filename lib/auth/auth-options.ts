import type { NextAuthOptions } from 'next-auth';
import credentialsProvider from 'next-auth/providers/credentials';
import { systemClock } from '@/lib/core/clock';
import { isAppError } from '@/lib/core/errors';
import { logger } from '@/lib/infra/logger';
import { runtime } from '@/lib/infra/runtime';
import { enterFromElsewhere } from './account/enter-from-elsewhere';
import { clientAddress } from './client-address';
import { elsewhere, provedEmail } from './elsewhere';
import { SESSION_COOKIE, SESSION_SECONDS, sessionCookieOptions } from './session-cookie';
import { startSession } from './start-session';
import { findLiveSession, markSessionRevoked } from './store';
import { verifyPassword } from './verify-password';
import { visitorContext } from './visitor-context';

/** next-auth for one request: the cookie is ours (see session-cookie), the rest is its own. */
export function authOptions(headers: Headers): NextAuthOptions {
  return {
    secret: runtime().authSecret,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    cookies: { sessionToken: { name: SESSION_COOKIE, options: sessionCookieOptions(headers) } },
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    providers: [
      credentialsProvider({
        name: 'password',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials) => authorize(credentials, headers),
      }),
      ...elsewhere(),
    ],
    callbacks: {
      /** An address that the other side has not seen proved says nothing about who comes. */
      signIn: ({ account, profile }) => account?.type !== 'oauth' || provedEmail(profile) !== null,
      /** Every read of a session passes here: one that was revoked or has expired is refused. */
      async jwt({ token, user, account, profile }) {
        if (user && account?.type === 'oauth') {
          const email = provedEmail(profile);
          if (email === null) throw new Error('the address is not proved');
          const name = user.name?.trim() || email;
          return enterFromElsewhere(visitorContext(), { email, name, userAgent: headers.get('user-agent') });
        }
        if (user) return { sub: user.id, sessionId: (user as { sessionId?: string }).sessionId };
        const live = await findLiveSession({}, String(token.sessionId), systemClock.now());
        if (!live || live.userId !== token.sub) throw new Error('the session has ended');
        return { ...token, name: live.user.name, email: live.user.email };
      },
      session: ({ session, token }) => ({ ...session, user: { name: token.name, email: token.email } }),
      /** Within this site only, and as a path: the product may be reached by any host name. */
      redirect: ({ url, baseUrl }) => {
        const target = URL.parse(url, baseUrl);
        return target?.origin === baseUrl ? target.pathname + target.search : '/';
      },
    },
    events: {
      async signOut({ token }) {
        if (token?.sessionId) await markSessionRevoked({}, String(token.sessionId), systemClock.now());
      },
    },
    logger: {
      error: (code, detail) => logger().debug({ code, detail }, 'next-auth'),
      warn: (code) => logger().debug({ code }, 'next-auth'),
    },
  };
}

async function authorize(credentials: Record<'email' | 'password', string> | undefined, headers: Headers) {
  const { email, password } = credentials ?? {};
  if (!email || !password) return null;
  const ctx = visitorContext();
  try {
    const user = await verifyPassword(ctx, { email, password, address: clientAddress(headers) });
    const { sessionId } = await startSession(ctx, {
      userId: user.id,
      userAgent: headers.get('user-agent'),
    });
    return { ...user, sessionId };
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
