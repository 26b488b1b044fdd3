import { type Invoice, listInvoices } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { csvOf } from '@/lib/core/csv';
import { decimal, formatDecimal, sumDecimals } from '@/lib/core/decimal';
import { fromMinor, sumMinor } from '@/lib/core/money';
import { allRows } from '@/lib/core/pagination';
import { localDayOf, monthBounds } from '@/lib/core/period';
import { requireProviderSide } from '@/lib/tenants';
import { groupBy } from './group-by';

export const INVOICE_EXPORTS = ['all', 'gstr1-b2b', 'gstr1-b2c'] as const;
export type InvoiceExport = (typeof INVOICE_EXPORTS)[number];

/**
 * The final invoices of a local month for the accountant, as CSV: all of them, or in the columns of the sheets
 * `b2b` (buyers with a GSTIN) and `b2cs` (those without, summed by place and rate) of India's GSTR-1 offline tool.
 * Void invoices are not in them; credit notes go on sheets of their own.
 */
export async function exportInvoices(
  ctx: Context,
  input: { month: string; what: InvoiceExport },
): Promise<string> {
  requireProviderSide(ctx);
  const invoices = (await invoicesOf(ctx, input.month)).filter(
    ({ status }) => status !== 'draft' && status !== 'void',
  );
  const { timezone } = ctx.provider;
  switch (input.what) {
    case 'all':
      return csvOf(invoices.map((invoice) => plainRow(invoice, timezone)));
    case 'gstr1-b2b':
      return csvOf(invoices.filter(({ buyer }) => buyer.taxId !== null).map((one) => b2bRow(one, timezone)));
    case 'gstr1-b2c':
      return csvOf(b2cRows(invoices.filter(({ buyer }) => buyer.taxId === null)));
  }
}

async function invoicesOf(ctx: Context, month: string): Promise<Invoice[]> {
  const { start, end } = monthBounds(month, ctx.provider.timezone);
  const range = { from: start.toISOString(), to: end.toISOString() };
  return (await allRows((page) => listInvoices(ctx, { ...range, ...page }))).reverse();
}

function plainRow(invoice: Invoice, timezone: string) {
  const { currency } = invoice;
  return {
    number: invoice.number,
    issued: dayOf(invoice, timezone),
    customer: invoice.buyer.name,
    customerId: invoice.customer,
    taxId: invoice.buyer.taxId,
    placeOfSupply: invoice.placeOfSupply ?? null,
    status: invoice.status,
    currency,
    subtotal: fromMinor(invoice.subtotal, currency),
    discount: fromMinor(invoice.discount, currency),
    taxable: fromMinor(invoice.taxable, currency),
    tax: fromMinor(sumMinor(invoice.taxes.map(({ amount }) => BigInt(amount))), currency),
    total: fromMinor(invoice.total, currency),
    paid: fromMinor(invoice.amountPaid, currency),
    due: fromMinor(invoice.amountDue, currency),
  };
}

function b2bRow(invoice: Invoice, timezone: string) {
  return {
    'GSTIN/UIN of Recipient': invoice.buyer.taxId,
    'Receiver Name': invoice.buyer.name,
    'Invoice Number': invoice.number,
    'Invoice date': gstDate(dayOf(invoice, timezone)),
    'Invoice Value': fromMinor(invoice.total, invoice.currency),
    'Place Of Supply': invoice.placeOfSupply ?? '',
    'Reverse Charge': 'N',
    'Applicable % of Tax Rate': '',
    'Invoice Type': 'Regular B2B',
    'E-Commerce GSTIN': '',
    Rate: rateOf(invoice),
    'Taxable Value': fromMinor(invoice.taxable, invoice.currency),
    'Cess Amount': '',
  };
}

function b2cRows(invoices: readonly Invoice[]) {
  const groups = groupBy(invoices, (one) => `${one.placeOfSupply ?? ''} ${rateOf(one)} ${one.currency}`);
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    return [
      {
        Type: 'OE',
        'Place Of Supply': first.placeOfSupply ?? '',
        'Applicable % of Tax Rate': '',
        Rate: rateOf(first),
        'Taxable Value': fromMinor(sumMinor(own.map(({ taxable }) => BigInt(taxable))), first.currency),
        'Cess Amount': '',
        'E-Commerce GSTIN': '',
      },
    ];
  });
}

/** CGST and SGST together, or IGST: the rate of the supply. */
function rateOf({ taxes }: Invoice): string {
  return formatDecimal(sumDecimals(taxes.map(({ percent }) => decimal(percent))));
}

function dayOf({ issuedAt }: Invoice, timezone: string): string {
  return issuedAt === null ? '' : localDayOf(new Date(issuedAt), timezone);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `05-Apr-2026`, as the offline tool reads it. */
function gstDate(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}-${MONTHS[Number(month) - 1]}-${year}`;
}
