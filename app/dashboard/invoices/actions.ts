'use server';

import { z } from 'zod';
import {
  createCreditNote,
  createCreditNoteInput,
  finalizeInvoice,
  getInvoice,
  markPaid,
  markPaidInput,
  reasonInput,
  voidInvoice,
  writeOffInvoice,
} from '@/lib/billing';
import { parseAmount, toSafeNumber } from '@/lib/core/money';
import { parseOrThrow } from '@/lib/core/parse';
import { defineMemberAction } from '@/lib/http/define-action';
import { resendInvoice } from '@/lib/notify';
import { emailField } from '@/lib/tenants';

const invoice = z.string();

export const finalizeInvoiceAction = defineMemberAction({
  input: z.object({ invoice }),
  run: async ({ ctx }, { invoice: id }) => {
    await finalizeInvoice(ctx, { id });
  },
});

export const voidInvoiceAction = defineMemberAction({
  input: z.object({ invoice, reason: reasonInput.shape.reason }),
  run: async ({ ctx }, { invoice: id, reason }) => {
    await voidInvoice(ctx, { id, reason });
  },
});

export const writeOffInvoiceAction = defineMemberAction({
  input: z.object({ invoice, reason: reasonInput.shape.reason }),
  run: async ({ ctx }, { invoice: id, reason }) => {
    await writeOffInvoice(ctx, { id, reason });
  },
});

export const markPaidAction = defineMemberAction({
  input: z.object({ invoice, reference: markPaidInput.shape.reference }),
  run: async ({ ctx }, { invoice: id, reference }) => {
    await markPaid(ctx, { id, reference });
  },
});

export const creditNoteAction = defineMemberAction({
  input: z.object({ invoice, amount: z.string(), reason: createCreditNoteInput.shape.reason }),
  run: async ({ ctx }, { invoice: id, amount, reason }) => {
    const { currency } = await getInvoice(ctx, { id });
    const note = { amount: toSafeNumber(parseAmount(amount, currency, 'amount'), 'amount'), reason };
    await createCreditNote(ctx, { ...parseOrThrow(createCreditNoteInput, note, 'form'), invoice: id });
  },
});

/** Where the customer's invoices go, or to another address. */
export const resendInvoiceAction = defineMemberAction({
  input: z.object({ invoice, to: emailField.optional() }),
  run: async ({ ctx }, { invoice: id, to }): Promise<void> => {
    await resendInvoice(ctx, { id, to });
  },
});
