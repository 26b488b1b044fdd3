import { systemClock } from '@/lib/core/clock';
import type { Context, ProviderId } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { userEmail } from '@/lib/tenants';
import { isPrivate, MAIL_PROPS, type MailPropsOf, type MailTemplate } from './kinds';
import { insertMail } from './store';

/** The installation itself writes to people who sign in to dashboards: no provider's member may read along. */
export const INSTALLATION = 'installation' as ProviderId;

export interface QueuedMail<T extends MailTemplate> {
  providerId: ProviderId;
  template: T;
  to: string;
  /** Names what it is about. One occasion, template and address make one mail, however often it is queued. */
  occasion: string;
  props: MailPropsOf<T>;
  customerId?: string;
}

/**
 * Queues a mail in the caller's transaction; it is sent after the commit, and again until a server takes it.
 * Returns false when the same mail was queued before.
 */
export async function queueMail<T extends MailTemplate>(
  tx: Pick<Context, 'transaction'>,
  mail: QueuedMail<T>,
): Promise<boolean> {
  const { template, occasion, customerId } = mail;
  const now = systemClock.now();
  const recipient = mail.to.trim();
  return insertMail(tx, mail.providerId, {
    id: newId('mail', now),
    key: `${occasion}:${template}:${userEmail(recipient)}`,
    ...{ recipient, template, customerId: customerId ?? null },
    props: MAIL_PROPS[template].parse(mail.props),
    isPrivate: isPrivate(template),
    createdAt: now,
    nextAttemptAt: now,
  });
}
