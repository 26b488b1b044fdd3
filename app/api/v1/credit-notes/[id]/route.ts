import { creditNote, creditNoteParams, getCreditNote } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'A credit note',
    tag: 'Invoices',
    auth: 'secret',
    params: creditNoteParams,
    response: creditNote,
    status: 200,
    run: (ctx, { params }) => getCreditNote(ctx, params),
  }),
});
