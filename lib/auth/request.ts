import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { Context, Role } from '@/lib/core/context';
import { isAppError } from '@/lib/core/errors';
import { contextOfProviderSlug } from '@/lib/tenants';
import { clientAddress } from './client-address';
import { type ActiveCustomer, customerContext } from './customer-context';
import { type ActiveMember, memberContext } from './member-context';
import { openPortalLink, PORTAL_SESSION_SECONDS } from './open-portal-link';
import { closePortalSession, portalSessionContext } from './portal-session-context';
import { readSession, revokeSession, type SignedIn } from './read-session';
import { assertRole } from './roles';
import { SESSION_COOKIE, SESSION_SECONDS, sessionCookieOptions } from './session-cookie';
import { startSession } from './start-session';
import { findPortalSlugOfUser } from './store';
import { visitorContext } from './visitor-context';

/**
 * Who asks, for pages and actions. The second door of this room: it needs Next's request, which the rest must
 * not, because the server answers API calls without Next.
 */

const PROVIDER_COOKIE = 'tollgate.provider';
/** Beside the sign-in, so that somebody who looks on as a customer stays signed in to the dashboard. */
const PORTAL_COOKIE = 'tollgate.portal';
const CUSTOMER_COOKIE = 'tollgate.customer';
const CHOICE_SECONDS = 365 * 24 * 60 * 60;

/** Who is signed in, read once per request; null for nobody. */
export const currentSession = cache(async (): Promise<SignedIn | null> => {
  return readSession((await cookies()).get(SESSION_COOKIE)?.value);
});

/** The person who is signed in; null for nobody. */
export async function currentUser(): Promise<SignedIn['user'] | null> {
  return (await currentSession())?.user ?? null;
}

const activeMember = cache(async (): Promise<ActiveMember> => {
  const signedIn = await currentSession();
  if (!signedIn) redirect(await loginPath('/login'));
  const chosenProviderId = (await cookies()).get(PROVIDER_COOKIE)?.value;
  const member = await memberContext(visitorContext(), { signedIn, chosenProviderId });
  if (member) return member;
  const portal = await findPortalSlugOfUser({}, signedIn.user.id);
  return redirect(portal ? `/p/${portal}/portal` : '/signup');
});

/**
 * The dashboard's context; somebody who is not signed in is sent to sign in.
 * @throws AppError `forbidden` when the role is below `minimum`
 */
export async function requireMember(minimum: Role = 'viewer'): Promise<ActiveMember> {
  const member = await activeMember();
  assertRole(member.role, minimum);
  return member;
}

/** The context of a visitor on a provider's public pages; an unknown provider is a 404. */
export const requireProvider = cache(async (slug: string): Promise<Context> => {
  try {
    return await contextOfProviderSlug(slug, visitorContext().requestId);
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound();
    throw error;
  }
});

/** The customer that the visitor of a portal acts for, or null: nobody signed in, or no member here. */
export const currentCustomer = cache(async (slug: string): Promise<ActiveCustomer | null> => {
  const visitor = await requireProvider(slug);
  const signedIn = await currentSession();
  const link = await portalSessionContext(visitor, { token: (await cookies()).get(PORTAL_COOKIE)?.value });
  if (link) return link;
  if (!signedIn) return null;
  const chosenCustomerId = (await cookies()).get(CUSTOMER_COOKIE)?.value;
  return customerContext(visitor, { signedIn, chosenCustomerId });
});

/**
 * The portal's context; somebody who is not signed in, or no member here, is sent to sign in.
 * @throws AppError `forbidden` when the role is below `minimum`
 */
export async function requireCustomerMember(slug: string, minimum: Role = 'viewer'): Promise<ActiveCustomer> {
  const active = await currentCustomer(slug);
  if (!active) redirect(await loginPath(`/p/${slug}/login`));
  assertRole(active.role, minimum);
  return active;
}

/** Signs a proven person in: the row and the cookie. */
export async function signIn(userId: string): Promise<void> {
  const requestHeaders = await headers();
  const { token } = await startSession(visitorContext(), {
    userId,
    userAgent: requestHeaders.get('user-agent'),
  });
  const options = sessionCookieOptions(requestHeaders);
  (await cookies()).set(SESSION_COOKIE, token, { ...options, maxAge: SESSION_SECONDS });
}

/** Opens a portal link: its session and the cookie. False when the link is worth nothing any more. */
export async function enterPortal(visitor: Context, token: string): Promise<boolean> {
  const requestHeaders = await headers();
  const opened = await openPortalLink(visitor, { token, userAgent: requestHeaders.get('user-agent') });
  if (!opened) return false;
  const options = sessionCookieOptions(requestHeaders);
  (await cookies()).set(PORTAL_COOKIE, opened.cookie, { ...options, maxAge: PORTAL_SESSION_SECONDS });
  return true;
}

/** Leaves the portal of a link; the person's own sign-in stays. */
export async function leavePortal(): Promise<void> {
  const jar = await cookies();
  await closePortalSession(jar.get(PORTAL_COOKIE)?.value);
  jar.delete(PORTAL_COOKIE);
}

/** Signs out: the row first, so that a copy of the cookie is worth nothing either. */
export async function signOut(): Promise<void> {
  const jar = await cookies();
  await revokeSession(jar.get(SESSION_COOKIE)?.value);
  jar.delete(SESSION_COOKIE);
}

/** Remembers which account the dashboard shows. Harmless if forged: only the person's own are ever opened. */
export async function chooseProvider(providerId: string): Promise<void> {
  await remember(PROVIDER_COOKIE, providerId);
}

/** Remembers which of several customers the portal acts for; the same holds. */
export async function chooseCustomer(customerId: string): Promise<void> {
  await remember(CUSTOMER_COOKIE, customerId);
}

/** Where the request comes from, as far as it is known. */
export async function requestAddress(): Promise<string | null> {
  return clientAddress(await headers());
}

async function remember(name: string, value: string): Promise<void> {
  const options = sessionCookieOptions(await headers());
  (await cookies()).set(name, value, { ...options, maxAge: CHOICE_SECONDS });
}

/** The sign-in page, which leads back to where the person wanted to go. */
async function loginPath(path: string): Promise<string> {
  const wanted = (await headers()).get('x-path');
  return wanted ? `${path}?next=${encodeURIComponent(wanted)}` : path;
}
