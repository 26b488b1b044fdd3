import { systemClock } from '@/lib/core/clock';
import type { ProviderId } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { contextOfProviderId } from '@/lib/tenants';
import { NOTIFIER } from '../notifier';
import { CATEGORY_NAMES } from './kinds';
import { insertUnsubscribe, isUnsubscribed, removeUnsubscribe } from './store';
import { readUnsubscribeToken } from './unsubscribe-token';

/** What the page of an unsubscribe link shows. */
export interface MailChoice {
  email: string;
  /** Who writes. */
  sender: string;
  /** What about. */
  topic: string;
  isSubscribed: boolean;
}

/** What a link of a mail is about. @throws `not_found` for a link that was not made here */
export async function getMailChoice(input: { token: string }): Promise<MailChoice> {
  const claims = claimsOf(input.token);
  const provider = await contextOfProviderId(claims.provider, NOTIFIER);
  return {
    email: claims.email,
    sender: provider?.provider.name ?? 'Tollgate',
    topic: CATEGORY_NAMES[claims.category],
    isSubscribed: !(await isUnsubscribed({}, claims.provider as ProviderId, claims)),
  };
}

/**
 * Stops (or resumes) the mails of one category to one address. Whoever has the link may: it was in a mail to the
 * address, and RFC 8058 wants it to work without signing in.
 */
export async function chooseMail(input: { token: string; subscribed: boolean }): Promise<void> {
  const claims = claimsOf(input.token);
  const providerId = claims.provider as ProviderId;
  if (input.subscribed) await removeUnsubscribe({}, providerId, claims);
  else await insertUnsubscribe({}, providerId, claims, systemClock.now());
}

function claimsOf(token: string) {
  const claims = readUnsubscribeToken(token);
  if (!claims) throw notFound('subscription to mails');
  return claims;
}
