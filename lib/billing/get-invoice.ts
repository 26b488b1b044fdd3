import type { Context } from '@/lib/core/context';
import { findInvoice } from './find-invoice';
import type { Invoice } from './schemas';
import { invoiceView } from './views';

/** One invoice. */
export async function getInvoice(ctx: Context, input: { id: string }): Promise<Invoice> {
  return invoiceView(await findInvoice(ctx, input.id));
}
