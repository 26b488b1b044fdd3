import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { maySeeCustomer } from '@/lib/tenants';
import { type InvoiceRow, lockInvoice, readInvoice } from './store';

const INVOICE_ID = /^inv_[0-9a-z]{1,64}$/;

/** @throws AppError `not_found` for a missing one, another provider's and, to a customer, another's */
export async function findInvoice(ctx: Context, id: string, locked = false): Promise<InvoiceRow> {
  const read = locked ? lockInvoice : readInvoice;
  const row = INVOICE_ID.test(id) ? await read(ctx, ctx.provider.id, id) : null;
  if (!row || !maySeeCustomer(ctx, row.customerId)) throw notFound('invoice');
  return row;
}
