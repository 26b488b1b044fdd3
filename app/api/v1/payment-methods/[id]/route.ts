import { defineRoute, defineRoutes } from '@/lib/http';
import { paymentMethodParams, paymentMethods, removeMethod } from '@/lib/payments';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  DELETE: defineRoute({
    summary: 'Remove a card',
    description: 'At Stripe too. Answers with the cards that are left.',
    tag: 'Payments',
    auth: 'secret',
    params: paymentMethodParams,
    response: paymentMethods,
    status: 200,
    run: (ctx, { params }) => removeMethod(ctx, params),
  }),
});
