import { listInvoices } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { allPages } from '@/lib/core/pagination';
import { listCustomers } from '@/lib/tenants';
import { dailyUsage } from '@/lib/usage';

/** One row: flat, the same columns in every one. Amounts are whole minor units. */
export type ExportRow = Record<string, string | number | null>;

/** Each kind of export as rows that are read page by page. */
export const EXPORTS = { usage, invoices, customers } satisfies Record<
  string,
  (ctx: Context) => AsyncGenerator<ExportRow>
>;

/** A day of a customer at a time. */
async function* usage(ctx: Context): AsyncGenerator<ExportRow> {
  for await (const row of dailyUsage(ctx)) {
    const { start, end, group, quantity, calls, errors, latencyMsAvg } = row;
    yield { start, end, customer: group, quantity, calls, errors, latencyMsAvg };
  }
}

async function* invoices(ctx: Context): AsyncGenerator<ExportRow> {
  for await (const one of allPages((page) => listInvoices(ctx, page))) {
    yield {
      id: one.id,
      number: one.number,
      customer: one.customer,
      customerName: one.buyer.name,
      status: one.status,
      currency: one.currency,
      periodStart: one.periodStart,
      periodEnd: one.periodEnd,
      issuedAt: one.issuedAt,
      dueAt: one.dueAt,
      paidAt: one.paidAt,
      subtotal: one.subtotal,
      discount: one.discount,
      taxable: one.taxable,
      tax: one.total - one.taxable,
      total: one.total,
      amountPaid: one.amountPaid,
      amountDue: one.amountDue,
    };
  }
}

async function* customers(ctx: Context): AsyncGenerator<ExportRow> {
  for await (const one of allPages((page) => listCustomers(ctx, page))) {
    const { id, externalId, name, email, taxId, status, createdAt, address } = one;
    const { line1 = null, city = null, state = null, postalCode = null, country = null } = address ?? {};
    yield { id, externalId, name, email, taxId, status, createdAt, line1, city, state, postalCode, country };
  }
}
