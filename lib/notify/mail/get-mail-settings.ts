import type { Context } from '@/lib/core/context';
import { resolveCustomerId } from '@/lib/tenants';
import type { MailSettings } from './settings-schemas';
import { readMailSettings } from './store';

/** What mails a customer gets, and where invoices go. */
export async function getMailSettings(ctx: Context, input: { customer: string }): Promise<MailSettings> {
  const customerId = await resolveCustomerId(ctx, input.customer);
  return readMailSettings(ctx, ctx.provider.id, customerId);
}
