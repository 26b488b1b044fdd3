import { creditNoteList, listCreditNotes, listCreditNotesInput } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'Credit notes',
    description: 'All of them, or one customer’s, newest first.',
    tag: 'Invoices',
    auth: 'secret',
    query: listCreditNotesInput,
    response: creditNoteList,
    status: 200,
    run: (ctx, { query }) => listCreditNotes(ctx, query),
  }),
});
