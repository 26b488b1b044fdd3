import { getInvoice, invoice, invoiceParams } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'An invoice',
    tag: 'Invoices',
    auth: 'secret',
    params: invoiceParams,
    response: invoice,
    status: 200,
    run: (ctx, { params }) => getInvoice(ctx, params),
  }),
});
