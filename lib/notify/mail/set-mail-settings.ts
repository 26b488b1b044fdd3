import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { requireWriter, resolveCustomerId } from '@/lib/tenants';
import type { MailSettings, MailSettingsInput } from './settings-schemas';
import { readMailSettings, writeMailSettings } from './store';

/** Changes what mails a customer gets; what is absent stays. The provider and the customer may both. */
export async function setMailSettings(
  ctx: Context,
  input: { customer: string; settings: MailSettingsInput },
): Promise<MailSettings> {
  requireWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const customerId = await resolveCustomerId(inner, input.customer);
    const before = await readMailSettings(inner, ctx.provider.id, customerId);
    const { invoiceEmails = before.invoiceEmails, alerts = before.alerts } = input.settings;
    await writeMailSettings(inner, ctx.provider.id, customerId, { invoiceEmails, alerts });
    const details = { fields: Object.keys(input.settings) };
    await recordAudit(inner, { action: 'mail_settings.updated', targetId: customerId, customerId, details });
    return { invoiceEmails, alerts };
  });
}
