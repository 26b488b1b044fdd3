import type { Context } from '@/lib/core/context';
import { MAIL_PROPS, type MailTemplate } from './kinds';

export interface MailAttachment {
  filename: string;
  content: Buffer;
  contentType: string;
}

/** What goes along with mails; what is absent does not. */
export interface MailDocuments {
  /** Makes an invoice's document; null where there is none to make. */
  invoice?(ctx: Context, input: { id: string }): Promise<MailAttachment | null>;
}

export async function attachmentsOf(
  ctx: Context,
  template: MailTemplate,
  props: unknown,
  documents: MailDocuments,
): Promise<MailAttachment[]> {
  if (template !== 'invoice') return [];
  const made = await documents.invoice?.(ctx, { id: MAIL_PROPS.invoice.parse(props).invoice });
  return made ? [made] : [];
}
