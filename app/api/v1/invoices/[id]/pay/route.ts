import { invoice, invoiceParams } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';
import { payInvoice } from '@/lib/payments';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Charge an invoice to the customer’s card',
    description:
      'Now, whatever the schedule says. A decline is a 409 `payment_failed`. An invoice that is still `open` afterwards is with the bank, which may take a day or more. Nothing is charged twice, however often this is asked.',
    tag: 'Payments',
    auth: 'secret',
    params: invoiceParams,
    response: invoice,
    status: 200,
    run: (ctx, { params }) => payInvoice(ctx, params),
  }),
});
