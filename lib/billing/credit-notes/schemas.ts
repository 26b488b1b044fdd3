import { z } from 'zod';
import { pageOf, pageQuery } from '@/lib/core/pagination';
import { amountField, customerReference, instantAnswer, line } from '@/lib/tenants';
import { invoiceTax } from '../schemas';

const positiveAmount = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

export const createCreditNoteInput = z
  .strictObject({
    amount: positiveAmount
      .optional()
      .describe('What is taken back in all, tax included: whole minor units. In place of `lines`.'),
    lines: z
      .array(
        z.strictObject({
          line: z.string().describe('Id of a line of the invoice.'),
          amount: positiveAmount.optional().describe('Of it, without tax; the whole line when absent.'),
        }),
      )
      .min(1)
      .max(500)
      .optional()
      .describe('Lines that are taken back, in part or whole; their tax goes with them.'),
    reason: line(500),
    refund: z
      .boolean()
      .optional()
      .describe('Give back what was paid by card instead of turning it into credits. Default false.'),
  })
  .superRefine(({ amount, lines }, context) => {
    if ((amount === undefined) !== (lines === undefined)) return;
    const message = 'Give either `amount` or `lines`.';
    context.addIssue({ code: 'custom', path: ['amount'], params: { code: 'required' }, message });
  })
  .meta({ examples: [{ amount: 5000, reason: 'Outage on 3 May' }] });

export type CreateCreditNoteInput = z.output<typeof createCreditNoteInput>;

const noteLine = z.object({ line: z.string(), description: z.string(), amount: amountField });

export const creditNote = z
  .object({
    id: z.string(),
    number: z.string().meta({ examples: ['CN/2627/00001'] }),
    invoice: z.string(),
    customer: z.string(),
    currency: z.string(),
    reason: z.string(),
    lines: z.array(noteLine),
    taxable: amountField,
    taxes: z.array(invoiceTax),
    total: amountField,
    appliedToInvoice: amountField.describe('What it took off the invoice’s amount due.'),
    refunded: amountField.describe('What goes back to the card that paid.'),
    credited: amountField.describe('The rest, which became credits for the next invoices.'),
    issuedAt: instantAnswer,
  })
  .meta({ id: 'CreditNote' });

export type CreditNote = z.output<typeof creditNote>;

export const creditNoteList = pageOf(creditNote);
export const creditNoteParams = z.object({ id: z.string().describe('A credit note: `cn_…`.') });

export const listCreditNotesInput = z.object({ ...pageQuery, customer: customerReference.optional() });

export type ListCreditNotesInput = z.output<typeof listCreditNotesInput>;
