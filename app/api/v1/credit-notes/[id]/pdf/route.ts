import { creditNoteParams } from '@/lib/billing';
import { getCreditNotePdf } from '@/lib/billing/pdf';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'A credit note as a PDF',
    tag: 'Invoices',
    auth: 'secret',
    params: creditNoteParams,
    fileType: 'application/pdf',
    status: 200,
    run: (ctx, { params }) => getCreditNotePdf(ctx, params),
  }),
});
