import { defineRoute, defineRoutes } from '@/lib/http';
import { hostedPage, startTopUp, startTopUpInput } from '@/lib/payments';
import { customerParams } from '@/lib/tenants';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Have a customer buy prepaid credits',
    description: 'A page of Stripe’s to send the customer to. The credits are granted once, when it is paid.',
    tag: 'Payments',
    auth: 'secret',
    params: customerParams,
    body: startTopUpInput,
    response: hostedPage,
    status: 201,
    run: (ctx, { params, body }) => startTopUp(ctx, { ...body, customer: params.id }),
  }),
});
