import { upcomingInvoice, upcomingInvoiceSchema } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';
import { customerParams } from '@/lib/tenants';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'The invoice if the period ended now',
    tag: 'Invoices',
    auth: 'secret',
    params: customerParams,
    response: upcomingInvoiceSchema,
    status: 200,
    run: (ctx, { params }) => upcomingInvoice(ctx, { customer: params.id }),
  }),
});
