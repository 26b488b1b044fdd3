import { finalizeInvoice, invoice, invoiceParams } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Make a draft final now',
    description: 'Without waiting for late events; they become an adjustment on the next invoice.',
    tag: 'Invoices',
    auth: 'secret',
    params: invoiceParams,
    response: invoice,
    status: 200,
    run: (ctx, { params }) => finalizeInvoice(ctx, params),
  }),
});
