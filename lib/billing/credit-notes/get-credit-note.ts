import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { maySeeCustomer } from '@/lib/tenants';
import type { CreditNote } from './schemas';
import { readCreditNote } from './store';
import { creditNoteView } from './view';

const NOTE_ID = /^cn_[0-9a-z]{1,64}$/;

/** One credit note. Another provider's, and to a customer another's, is a missing one. */
export async function getCreditNote(ctx: Context, input: { id: string }): Promise<CreditNote> {
  const row = NOTE_ID.test(input.id) ? await readCreditNote(ctx, ctx.provider.id, input.id) : null;
  if (!row || !maySeeCustomer(ctx, row.customerId)) throw notFound('credit note');
  return creditNoteView(row);
}
