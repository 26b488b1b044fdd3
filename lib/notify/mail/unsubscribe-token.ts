import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { env } from '@/lib/env';
import { runtime } from '@/lib/infra/runtime';
import { MAIL_CATEGORIES } from './kinds';

const claims = z.object({ provider: z.string(), email: z.string(), category: z.enum(MAIL_CATEGORIES) });

export type UnsubscribeClaims = z.output<typeof claims>;

/** Proves that its bearer was sent a mail of the category: no login, nothing stored, no end. */
export function unsubscribeToken(of: UnsubscribeClaims): string {
  const body = Buffer.from(JSON.stringify(claims.parse(of))).toString('base64url');
  return `${body}.${signatureOf(body)}`;
}

/** What a token was made for; null for one that was not made here. */
export function readUnsubscribeToken(token: string): UnsubscribeClaims | null {
  const [body = '', signature = ''] = token.split('.');
  const expected = Buffer.from(signatureOf(body));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const parsed = claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  return parsed.success ? parsed.data : null;
}

/** The page that a mail links to, and the address that mail programs post to by themselves (RFC 8058). */
export function unsubscribeLinks(of: UnsubscribeClaims): { page: string; oneClick: string } {
  const query = `?token=${unsubscribeToken(of)}`;
  const { appUrl } = env();
  return { page: `${appUrl}/unsubscribe${query}`, oneClick: `${appUrl}/api/unsubscribe${query}` };
}

function signatureOf(body: string): string {
  return createHmac('sha256', runtime().authSecret).update(`unsubscribe ${body}`).digest('base64url');
}
