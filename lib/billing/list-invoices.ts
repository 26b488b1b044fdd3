import type { Context } from '@/lib/core/context';
import { type Page, paginate } from '@/lib/core/pagination';
import { resolveCustomerId } from '@/lib/tenants';
import { type Invoice, type ListInvoicesInput, listInvoicesInput } from './schemas';
import { type InvoiceRow, readInvoices } from './store';
import { invoiceView } from './views';

/** Invoices, newest first, narrowed by the filters that are given; to a customer's people, their own. */
export async function listInvoices(ctx: Context, input: ListInvoicesInput): Promise<Page<Invoice>> {
  const { limit, cursor, customer, status, from, to } = listInvoicesInput.parse(input);
  const own = ctx.actor.kind === 'customer_member' ? ctx.actor.customerId : undefined;
  const filters = {
    customerId: customer === undefined ? own : await resolveCustomerId(ctx, customer),
    status,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
  const page = await paginate(
    { limit, cursor },
    (row: InvoiceRow) => row.id,
    (take, after) => readInvoices(ctx, ctx.provider.id, filters, take, after),
  );
  return { ...page, data: page.data.map(invoiceView) };
}
