import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { env } from '@/lib/env';
import { runtime } from '@/lib/infra/runtime';
import { contextOfProviderSlug } from '@/lib/tenants';

/** 128 bits: nobody guesses a signature. */
const SIGNATURE_CHARS = 22;

/**
 * The address at which anybody who has it can see what an invoice comes to and pay it: what mails carry. It is
 * signed and names the one invoice; it opens nothing else and ends with the invoice's being paid or void.
 */
export function payLink(ctx: Context, invoice: { id: string }): string {
  const subject = Buffer.from(`${ctx.provider.slug}.${invoice.id}`, 'utf8').toString('base64url');
  return `${env().appUrl}/pay/${subject}.${signatureOf(subject)}`;
}

/** What a pay link's token names. @throws AppError `not_found` for one that was not signed here */
export async function readPayToken(
  token: string,
  requestId: string | null,
): Promise<{ ctx: Context; invoiceId: string }> {
  const [subject = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature);
  const wanted = Buffer.from(signatureOf(subject));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw notFound('invoice');
  const [slug = '', invoiceId = ''] = Buffer.from(subject, 'base64url').toString('utf8').split('.');
  return { ctx: await contextOfProviderSlug(slug, requestId), invoiceId };
}

function signatureOf(subject: string): string {
  const mac = createHmac('sha256', runtime().authSecret).update(`pay link ${subject}`);
  return mac.digest('base64url').slice(0, SIGNATURE_CHARS);
}

/** Where the customer comes back to from a page of Stripe's that a pay link led to. */
export function payReturnUrl(ctx: Context, invoice: { id: string }): string {
  return `${payLink(ctx, invoice)}?session={CHECKOUT_SESSION_ID}`;
}

/** The same for a page that the portal's Billing screen led to. */
export function portalReturnUrl(ctx: Context): string {
  return `${env().appUrl}/p/${ctx.provider.slug}/portal/billing?session={CHECKOUT_SESSION_ID}`;
}
