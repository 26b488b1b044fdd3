import { invoiceParams } from '@/lib/billing';
import { getInvoicePdf } from '@/lib/billing/pdf';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'An invoice as a PDF',
    description: 'Printed from what the invoice keeps of both parties. A draft is marked as one.',
    tag: 'Invoices',
    auth: 'secret',
    params: invoiceParams,
    fileType: 'application/pdf',
    status: 200,
    run: (ctx, { params }) => getInvoicePdf(ctx, params),
  }),
});
