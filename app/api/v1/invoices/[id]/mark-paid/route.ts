import { invoice, invoiceParams, markPaid, markPaidInput } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Note that an invoice was paid elsewhere',
    tag: 'Invoices',
    auth: 'secret',
    params: invoiceParams,
    body: markPaidInput,
    response: invoice,
    status: 200,
    run: (ctx, { params, body }) => markPaid(ctx, { ...params, ...body }),
  }),
});
