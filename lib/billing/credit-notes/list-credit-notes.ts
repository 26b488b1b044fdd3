import type { Context } from '@/lib/core/context';
import { type Page, type PageRequest, paginate } from '@/lib/core/pagination';
import { findInvoice } from '../find-invoice';
import type { CreditNote } from './schemas';
import { type NoteRow, readCreditNotes } from './store';
import { creditNoteView } from './view';

/** The credit notes of an invoice, newest first. */
export async function listCreditNotes(
  ctx: Context,
  input: PageRequest & { invoice: string },
): Promise<Page<CreditNote>> {
  const { id } = await findInvoice(ctx, input.invoice);
  const page = await paginate(
    input,
    (row: NoteRow) => row.id,
    (take, afterId) => readCreditNotes(ctx, ctx.provider.id, id, { take, afterId }),
  );
  return { ...page, data: page.data.map(creditNoteView) };
}
