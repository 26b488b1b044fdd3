import type { SendMailOptions } from 'nodemailer';
import { systemClock } from '@/lib/core/clock';
import type { Context, ProviderId } from '@/lib/core/context';
import { env } from '@/lib/env';
import { logger } from '@/lib/infra/logger';
import { contextOfProviderId, userEmail } from '@/lib/tenants';
import { NOTIFIER } from '../notifier';
import { attachmentsOf, type MailDocuments } from './attachments';
import { brandOf } from './brand-of';
import { categoryOf, MAIL_PROPS, type MailTemplate } from './kinds';
import { type RenderedMail, renderMail } from './render-mail';
import { replyAddressOf } from './reply-address';
import { type ClaimedMail, claimMails, isUnsubscribed, settleMail } from './store';
import { MailRefused, sendBySmtp, sendToFile } from './transport';
import { unsubscribeLinks } from './unsubscribe-token';

const AT_ONCE = 5;
/** Longer than an attempt can last: who holds a mail past it has died. */
const LEASE_MS = 3 * 60_000;
const MINUTE_MS = 60_000;
/** Pauses after each failed attempt, over about two days: as long as mail servers usually keep trying. */
const PAUSES_MS = [1, 5, 15, 60, 180, 360, 720, 1_440].map((minutes) => minutes * MINUTE_MS);

/**
 * Sends a few of the mails that are due. A mail is sent at least once: where a worker dies between the server's
 * yes and writing that down, it is sent again under the same Message-ID, by which receivers drop the second.
 * False when none was due.
 */
export async function sendDueMail(documents: MailDocuments = {}): Promise<boolean> {
  const now = systemClock.now();
  const claimed = await claimMails(now, new Date(now.getTime() + LEASE_MS), AT_ONCE);
  await Promise.all(claimed.map((mail) => sendOne(mail, documents)));
  return claimed.length > 0;
}

async function sendOne(mail: ClaimedMail, documents: MailDocuments): Promise<void> {
  try {
    const rendered = await sendUnlessUnwanted(mail, documents);
    // A private mail's link must not lie in the database once it has been sent.
    const kept = mail.is_private || !rendered ? {} : { html: rendered.html, text: rendered.text };
    await settleMail(mail, {
      ...{ status: rendered ? 'sent' : 'skipped', nextAttemptAt: null, lastError: null },
      ...(rendered && { subject: rendered.subject, sentAt: systemClock.now() }),
      ...kept,
      ...(mail.is_private && { props: {} }),
    });
  } catch (error) {
    await putOff(mail, error);
  }
}

/** Null where the recipient does not want mails of its category any more. */
async function sendUnlessUnwanted(mail: ClaimedMail, documents: MailDocuments): Promise<RenderedMail | null> {
  const template = mail.template as MailTemplate;
  if (!(template in MAIL_PROPS)) throw new MailRefused(`no template ${template}`);
  const category = categoryOf(template);
  const email = userEmail(mail.recipient);
  const providerId = mail.provider_id as ProviderId;
  if (category && (await isUnsubscribed({}, providerId, { email, category }))) return null;
  const ctx = await contextOfProviderId(providerId, NOTIFIER);
  const links = category && unsubscribeLinks({ provider: providerId, email, category });
  const brand = await brandOf(ctx);
  const unsubscribeUrl = links?.page ?? null;
  const rendered = await renderMail(template, mail.props, { brand, unsubscribeUrl });
  const message: SendMailOptions = {
    ...rendered,
    from: { name: brand.name, address: env().mailFrom },
    to: mail.recipient,
    ...(ctx && { replyTo: await replyAddressOf(ctx) }),
    messageId: `<${mail.id}@${new URL(env().appUrl).hostname}>`,
    date: mail.created_at,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(links && {
        'List-Unsubscribe': `<${links.oneClick}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    attachments: ctx ? await attachmentsOf(ctx, template, mail.props, documents) : [],
  };
  await transmit(ctx, mail, message);
  return rendered;
}

/** What a sandbox writes stays here: its customers are made up, or real people who did not ask for it. */
async function transmit(ctx: Context | null, mail: ClaimedMail, message: SendMailOptions): Promise<void> {
  if (env().smtpUrl && ctx?.provider.mode !== 'test') return sendBySmtp(message);
  const at = mail.created_at.toISOString().slice(0, 19).replaceAll(':', '-');
  return sendToFile(`${at}-${mail.template}-${mail.id}`, message);
}

async function putOff(mail: ClaimedMail, error: unknown): Promise<void> {
  const pauseMs = error instanceof MailRefused ? undefined : PAUSES_MS[mail.attempts - 1];
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  logger().warn({ mail: mail.id, template: mail.template, err: lastError }, 'a mail was not sent');
  await settleMail(mail, {
    lastError,
    ...(pauseMs === undefined
      ? { status: 'failed', nextAttemptAt: null, ...(mail.is_private && { props: {} }) }
      : { nextAttemptAt: new Date(systemClock.now().getTime() + pauseMs) }),
  });
}
