import { recordAudit } from '@/lib/audit';
import { getInvoice } from '@/lib/billing';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { getCustomer, requireProviderWriter } from '@/lib/tenants';
import { invoiceAddresses, invoiceProps } from './fan-out-to-mails';
import { queueMail } from './queue-mail';

/** "2026-03-10T09:15": two clicks of the same minute send one mail. */
const MINUTE_CHARS = 16;

/**
 * Sends a final invoice again, to where the customer's invoices go or to an address of one's choice.
 * @throws AppError `invalid_state` for a draft, which is no invoice yet
 */
export async function resendInvoice(
  ctx: Context,
  input: { id: string; to?: string | undefined },
): Promise<{ sentTo: string[] }> {
  requireProviderWriter(ctx);
  const invoice = await getInvoice(ctx, { id: input.id });
  if (invoice.status === 'draft') throw new AppError('invalid_state', 'A draft is no invoice yet.');
  const customer = await getCustomer(ctx, { id: invoice.customer });
  const addresses = input.to ? [input.to] : await invoiceAddresses(ctx, customer);
  const minute = systemClock.now().toISOString().slice(0, MINUTE_CHARS);
  const occasion = `resent:${invoice.id}:${minute}`;
  await inTransaction(ctx, async (inner) => {
    for (const to of addresses) {
      await queueMail(inner, {
        ...{ providerId: ctx.provider.id, customerId: customer.id, to, occasion },
        template: 'invoice',
        props: invoiceProps(ctx, invoice),
      });
    }
    await recordAudit(inner, {
      ...{ action: 'invoice.resent', targetId: invoice.id, customerId: customer.id },
      details: { to: addresses },
    });
  });
  return { sentTo: addresses };
}
