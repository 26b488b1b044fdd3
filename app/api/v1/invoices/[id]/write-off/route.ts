import { invoice, invoiceParams, reasonInput, writeOffInvoice } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Give up on an open invoice',
    description: 'It becomes `uncollectible`; it may still be paid.',
    tag: 'Invoices',
    auth: 'secret',
    params: invoiceParams,
    body: reasonInput,
    response: invoice,
    status: 200,
    run: (ctx, { params, body }) => writeOffInvoice(ctx, { ...params, ...body }),
  }),
});
