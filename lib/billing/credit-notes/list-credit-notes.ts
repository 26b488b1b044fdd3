import type { Context } from '@/lib/core/context';
import { type Page, paginate } from '@/lib/core/pagination';
import { resolveCustomerId } from '@/lib/tenants';
import { findInvoice } from '../find-invoice';
import type { CreditNote, ListCreditNotesInput } from './schemas';
import { type NoteRow, readCreditNotes } from './store';
import { creditNoteView } from './view';

/** Credit notes, newest first: of an invoice, of a customer, or all. A customer's people see their own alone. */
export async function listCreditNotes(
  ctx: Context,
  input: ListCreditNotesInput & { invoice?: string },
): Promise<Page<CreditNote>> {
  const { actor, provider } = ctx;
  const customer = actor.kind === 'customer_member' ? (input.customer ?? actor.customerId) : input.customer;
  const filters = {
    ...(input.invoice !== undefined && { invoiceId: (await findInvoice(ctx, input.invoice)).id }),
    ...(customer !== undefined && { customerId: await resolveCustomerId(ctx, customer) }),
  };
  const page = await paginate(
    input,
    (row: NoteRow) => row.id,
    (take, afterId) => readCreditNotes(ctx, provider.id, filters, { take, afterId }),
  );
  return { ...page, data: page.data.map(creditNoteView) };
}
