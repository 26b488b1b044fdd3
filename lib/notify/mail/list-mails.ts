import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { type Page, type PageRequest, paginate } from '@/lib/core/pagination';
import { requireProviderSide } from '@/lib/tenants';
import { type MailRow, readMail, readMails } from './store';

/** A mail that was written in the provider's name. */
export interface SentMail {
  id: string;
  to: string;
  template: string;
  subject: string | null;
  status: string;
  error: string | null;
  createdAt: string;
  sentAt: string | null;
}

/**
 * The mails written in the provider's name, newest first. Those that let their reader in (verification, password
 * reset, invitation) are nobody else's to see and are left out.
 */
export async function listMails(ctx: Context, input: PageRequest): Promise<Page<SentMail>> {
  requireProviderSide(ctx);
  const page = await paginate(
    input,
    (row: MailRow) => row.id,
    (take, after) => readMails(ctx, ctx.provider.id, take, after),
  );
  return { ...page, data: page.data.map(view) };
}

/** One of them as it was sent; `html` is null while it waits. */
export async function getMail(
  ctx: Context,
  input: { id: string },
): Promise<SentMail & { html: string | null; text: string | null }> {
  requireProviderSide(ctx);
  const row = await readMail(ctx, ctx.provider.id, input.id);
  if (!row) throw notFound('mail');
  return { ...view(row), html: row.html, text: row.text };
}

function view(row: MailRow): SentMail {
  return {
    id: row.id,
    to: row.recipient,
    template: row.template,
    subject: row.subject,
    status: row.status,
    error: row.lastError,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}
