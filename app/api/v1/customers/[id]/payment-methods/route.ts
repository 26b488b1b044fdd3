import { defineRoute, defineRoutes } from '@/lib/http';
import * as payments from '@/lib/payments';
import { customerParams } from '@/lib/tenants';

const common = { tag: 'Payments', auth: 'secret', params: customerParams } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...{ ...common, response: payments.paymentMethods, status: 200, summary: 'A customer’s cards' },
    description: 'The newest first. No numbers: Stripe has them.',
    run: (ctx, { params }) => payments.listPaymentMethods(ctx, { customer: params.id }),
  }),
  POST: defineRoute({
    ...{ ...common, response: payments.hostedPage, status: 201, summary: 'Have a customer enter a card' },
    description:
      'A page of Stripe’s to send the customer to. The card is charged from then on, what is open at once.',
    body: payments.startCardSetupInput,
    run: (ctx, { params, body }) => payments.startCardSetup(ctx, { ...body, customer: params.id }),
  }),
});
