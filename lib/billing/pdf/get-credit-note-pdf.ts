import type { Context } from '@/lib/core/context';
import { FileAnswer } from '@/lib/core/file-answer';
import { getCreditNote } from '../credit-notes';
import { findInvoice } from '../find-invoice';
import { sellerSnapshot } from '../schemas';
import { invoiceView } from '../views';
import { pdfName } from './letterhead';
import { logoOf } from './logo-of';
import { notePaper } from './note-paper';
import { renderPaper } from './render-paper';

/** A credit note as a PDF, between the parties of the invoice that it takes back. */
export async function getCreditNotePdf(ctx: Context, input: { id: string }): Promise<FileAnswer> {
  const note = await getCreditNote(ctx, input);
  const row = await findInvoice(ctx, note.invoice);
  const seller = sellerSnapshot.parse(row.seller);
  const paper = notePaper({
    note,
    invoice: invoiceView(row),
    seller,
    logo: await logoOf(ctx, seller),
    timezone: ctx.provider.timezone,
  });
  return new FileAnswer('application/pdf', pdfName(note.number, note.id), await renderPaper(paper));
}
