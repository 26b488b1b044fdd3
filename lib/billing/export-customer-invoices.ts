import type { Context } from '@/lib/core/context';
import { csvOf } from '@/lib/core/csv';
import { FileAnswer } from '@/lib/core/file-answer';
import { fromMinor } from '@/lib/core/money';
import { allRows } from '@/lib/core/pagination';
import { localDayOf } from '@/lib/core/period';
import { listInvoices } from './list-invoices';
import type { Invoice } from './schemas';

/** A customer's final invoices as CSV, the newest first: what its accountant asks for. */
export async function exportCustomerInvoices(ctx: Context, input: { customer: string }): Promise<FileAnswer> {
  const all = await allRows((page) => listInvoices(ctx, { ...input, ...page }));
  const invoices = all.filter(({ status }) => status !== 'draft');
  const { timezone, slug } = ctx.provider;
  const csv = csvOf(invoices.map((invoice) => rowOf(invoice, timezone))) || 'number\r\n';
  return new FileAnswer('text/csv; charset=utf-8', `invoices-${slug}.csv`, Buffer.from(csv));
}

function rowOf(invoice: Invoice, timezone: string) {
  const { currency } = invoice;
  const dayOf = (at: string | null) => (at === null ? null : localDayOf(new Date(at), timezone));
  const money = (amount: number) => fromMinor(amount, currency);
  return {
    number: invoice.number,
    status: invoice.status,
    issued: dayOf(invoice.issuedAt),
    due: dayOf(invoice.dueAt),
    paid: dayOf(invoice.paidAt),
    periodStart: dayOf(invoice.periodStart),
    periodEnd: dayOf(invoice.periodEnd),
    currency,
    subtotal: money(invoice.subtotal),
    discount: money(invoice.discount),
    tax: money(invoice.taxes.reduce((sum, { amount }) => sum + amount, 0)),
    total: money(invoice.total),
    amountPaid: money(invoice.amountPaid),
    amountDue: money(invoice.amountDue),
  };
}
