import { defineRoute, defineRoutes } from '@/lib/http';
import { paymentMethodParams, paymentMethods, setDefaultMethod } from '@/lib/payments';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Charge this card from now on',
    description: 'Open invoices are tried on it at once.',
    tag: 'Payments',
    auth: 'secret',
    params: paymentMethodParams,
    response: paymentMethods,
    status: 200,
    run: (ctx, { params }) => setDefaultMethod(ctx, params),
  }),
});
