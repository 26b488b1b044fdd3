import type { Context } from '@/lib/core/context';
import { FileAnswer } from '@/lib/core/file-answer';
import { explainInvoice } from '../explain-invoice';
import { findInvoice } from '../find-invoice';
import { sellerSnapshot } from '../schemas';
import { invoiceView } from '../views';
import { invoicePaper } from './invoice-paper';
import { pdfName } from './letterhead';
import { logoOf } from './logo-of';
import { renderPaper } from './render-paper';

/** An invoice as a PDF, from its own snapshots; a draft says that it is one. */
export async function getInvoicePdf(ctx: Context, input: { id: string }): Promise<FileAnswer> {
  const row = await findInvoice(ctx, input.id);
  const invoice = invoiceView(row);
  const seller = sellerSnapshot.parse(row.seller);
  const paper = invoicePaper({
    invoice,
    seller,
    logo: await logoOf(ctx, seller),
    explanation: await explainInvoice(ctx, { id: row.id, limit: 1 }),
    timezone: ctx.provider.timezone,
  });
  return new FileAnswer('application/pdf', pdfName(row.number, row.id), await renderPaper(paper));
}
