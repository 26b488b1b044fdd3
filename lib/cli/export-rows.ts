import { listInvoices } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import type { Page } from '@/lib/core/pagination';
import { addDays, localDayOf, localMidnight } from '@/lib/core/period';
import { listCustomers } from '@/lib/tenants';
import { queryUsage } from '@/lib/usage';

/** One row: flat, the same columns in every one. Amounts are whole minor units. */
export type ExportRow = Record<string, string | number | null>;

/** As far back as usage can be recorded. */
const USAGE_DAYS = 400;
const DAYS_AT_ONCE = 30;

/** Each kind of export as rows that are read page by page. */
export const EXPORTS = { usage, invoices, customers } satisfies Record<
  string,
  (ctx: Context) => AsyncGenerator<ExportRow>
>;

/** A day of a customer at a time. */
async function* usage(ctx: Context): AsyncGenerator<ExportRow> {
  const { timezone } = ctx.provider;
  const today = localDayOf(ctx.clock.now(), timezone);
  for (let day = addDays(today, -USAGE_DAYS); day <= today; day = addDays(day, DAYS_AT_ONCE)) {
    const from = localMidnight(day, timezone);
    const to = localMidnight(addDays(day, DAYS_AT_ONCE), timezone);
    const { data } = await queryUsage(ctx, { from, to, granularity: 'day', groupBy: 'customer' });
    for (const { start, end, group, quantity, calls, errors, latencyMsAvg } of data) {
      yield { start, end, customer: group, quantity, calls, errors, latencyMsAvg };
    }
  }
}

async function* invoices(ctx: Context): AsyncGenerator<ExportRow> {
  for await (const one of pages((cursor) => listInvoices(ctx, { limit: 100, cursor }))) {
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
  for await (const one of pages((cursor) => listCustomers(ctx, { limit: 100, cursor }))) {
    const { id, externalId, name, email, taxId, status, createdAt, address } = one;
    const { line1 = null, city = null, state = null, postalCode = null, country = null } = address ?? {};
    yield { id, externalId, name, email, taxId, status, createdAt, line1, city, state, postalCode, country };
  }
}

async function* pages<T>(read: (cursor: string | undefined) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.data;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
