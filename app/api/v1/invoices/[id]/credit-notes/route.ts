import * as billing from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';
import { issueCreditNote } from '@/lib/payments';

const common = { tag: 'Invoices', auth: 'secret', params: billing.invoiceParams } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...{ ...common, response: billing.creditNoteList, status: 200, summary: 'An invoice’s credit notes' },
    query: billing.listCreditNotesInput,
    run: (ctx, { params, query }) => billing.listCreditNotes(ctx, { ...query, invoice: params.id }),
  }),
  POST: defineRoute({
    ...{
      ...common,
      response: billing.creditNote,
      status: 201,
      summary: 'Take an invoice back, in part or whole',
    },
    description:
      'Never more than was invoiced. It lowers what is due; what was paid already becomes credits for the next invoices or, with `refund`, goes back to the card.',
    body: billing.createCreditNoteInput,
    run: (ctx, { params, body }) => issueCreditNote(ctx, { ...body, invoice: params.id }),
  }),
});
