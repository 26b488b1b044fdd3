import { z } from 'zod';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { env } from '@/lib/env';
import { insertToken, readToken, takeToken } from '../store';
import { hashOf, newToken } from '../token';

/*
 * Links that prove an address: each holds a token that is good once and for a while. A provider's portal and the
 * installation's own pages have the same two, at addresses of their own.
 */

/** Whose page it is: a provider's portal, or the installation itself. */
export type Site = Pick<Context, 'transaction'> & { provider?: Context['provider'] };

type Purpose = 'confirm' | 'reset';

const payloads = z.object({ userId: z.string() });

/** The address of a page of that site. */
export function sitePath(site: Pick<Site, 'provider'>, path: string): string {
  return site.provider ? `/p/${site.provider.slug}${path}` : path;
}

/** Makes a token for a person and returns the link that holds it. Real time, also for a sandbox's people. */
export async function makeLink(
  site: Site,
  input: { purpose: Purpose; userId: string; goodForMs: number },
): Promise<string> {
  const token = newToken();
  const createdAt = systemClock.now();
  await insertToken(site, site.provider?.id ?? null, {
    ...{ hash: hashOf(token), purpose: input.purpose, payload: { userId: input.userId }, createdAt },
    expiresAt: new Date(createdAt.getTime() + input.goodForMs),
  });
  return `${env().appUrl}${sitePath(site, `/${input.purpose}`)}?token=${token}`;
}

/** Whom a link is for, as long as it is good. */
export async function userOfLink(
  site: Site,
  input: { purpose: Purpose; token: string },
): Promise<string | null> {
  return userIdOf(await readToken(site, site.provider?.id ?? null, lookUp(input)));
}

/** Uses a link up; null for one that is unknown, over or used. */
export async function takeLink(
  site: Site,
  input: { purpose: Purpose; token: string },
): Promise<string | null> {
  return userIdOf(await takeToken(site, site.provider?.id ?? null, lookUp(input)));
}

const lookUp = ({ purpose, token }: { purpose: Purpose; token: string }) => ({
  ...{ hash: hashOf(token), purpose, now: systemClock.now() },
});

const userIdOf = (payload: unknown) => (payload === null ? null : payloads.parse(payload).userId);
