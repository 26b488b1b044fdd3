import { listInvoices } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import type { Page } from '@/lib/core/pagination';
import { listCustomers } from '@/lib/tenants';
import { queryUsage } from '@/lib/usage';

/** One row: flat, the same columns in every one. Amounts are whole minor units. */
export type ExportRow = Record<string, string | number | null>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** As far back as usage can be recorded. */
const USAGE_DAYS = 400;

/** Each kind of export as rows that are read page by page. */
export const EXPORTS = { usage, invoices, customers } satisfies Record<
  string,
  (ctx: Context) => AsyncGenerator<ExportRow>
>;

/** A day of a customer at a time. */
async function* usage(ctx: Context): AsyncGenerator<ExportRow> {
  const now = ctx.clock.now().getTime();
  for (let ago = USAGE_DAYS; ago > 0; ago -= 30) {
    const from = new Date(now - ago * DAY_MS);
    const to = new Date(Math.min(now + DAY_MS, from.getTime() + 30 * DAY_MS));
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
