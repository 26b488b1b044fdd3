import { invoiceList, listInvoices, listInvoicesInput } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'List invoices',
    description: 'Newest first.',
    tag: 'Invoices',
    auth: 'secret',
    query: listInvoicesInput,
    response: invoiceList,
    status: 200,
    run: (ctx, { query }) => listInvoices(ctx, query),
  }),
});
