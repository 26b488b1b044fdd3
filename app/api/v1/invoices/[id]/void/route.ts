import { invoice, invoiceParams, reasonInput, voidInvoice } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Void a final invoice',
    description: 'Nothing is owed on it any more; its number stays used, and credits that it burned return.',
    tag: 'Invoices',
    auth: 'secret',
    params: invoiceParams,
    body: reasonInput,
    response: invoice,
    status: 200,
    run: (ctx, { params, body }) => voidInvoice(ctx, { ...params, ...body }),
  }),
});
