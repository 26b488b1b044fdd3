import { getInvoice } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { type Page, paginate } from '@/lib/core/pagination';
import { requireProviderSide, resolveCustomerId } from '@/lib/tenants';
import { payLink } from './hosted/pay-link';
import { type InvoicePayments, type ListPaymentsInput, listPaymentsInput, type Payment } from './schemas';
import { type PaymentRow, readPayments, readPaymentsOf } from './store';
import { paymentViews } from './views';

/** Money that came in, or did not, the newest first. */
export async function listPayments(ctx: Context, input: ListPaymentsInput): Promise<Page<Payment>> {
  requireProviderSide(ctx);
  const { customer, status, purpose, ...request } = listPaymentsInput.parse(input);
  const customerId = customer && (await resolveCustomerId(ctx, customer));
  const page = await paginate(
    request,
    (row: PaymentRow) => row.id,
    (take, afterId) => readPayments(ctx, ctx.provider.id, { customerId, status, purpose }, { take, afterId }),
  );
  return { ...page, data: await paymentViews(ctx, page.data) };
}

/** An invoice's payments, the newest first, and where it can be paid; to the customer whose it is, too. */
export async function listInvoicePayments(
  ctx: Context,
  input: { invoice: string },
): Promise<InvoicePayments> {
  const { id } = await getInvoice(ctx, { id: input.invoice });
  const rows = await readPaymentsOf(ctx, ctx.provider.id, id);
  return { payUrl: payLink(ctx, { id }), data: await paymentViews(ctx, rows) };
}
