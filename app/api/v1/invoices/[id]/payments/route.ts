import { invoiceParams } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';
import { invoicePayments, listInvoicePayments } from '@/lib/payments';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'An invoice’s payments, and where it can be paid',
    description: 'The newest first. Whoever has `payUrl` can see what the invoice comes to and pay it.',
    tag: 'Payments',
    auth: 'secret',
    params: invoiceParams,
    response: invoicePayments,
    status: 200,
    run: (ctx, { params }) => listInvoicePayments(ctx, { invoice: params.id }),
  }),
});
