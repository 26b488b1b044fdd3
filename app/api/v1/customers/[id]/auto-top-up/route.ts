import { defineRoute, defineRoutes } from '@/lib/http';
import { autoTopUp, autoTopUpInput, setAutoTopUp } from '@/lib/payments';
import { customerParams } from '@/lib/tenants';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  PUT: defineRoute({
    summary: 'Buy credits when the balance falls',
    description: 'With the customer’s card, up to the monthly cap. `terms: null` ends it.',
    tag: 'Payments',
    auth: 'secret',
    params: customerParams,
    body: autoTopUpInput,
    response: autoTopUp,
    status: 200,
    run: (ctx, { params, body }) => setAutoTopUp(ctx, { ...body, customer: params.id }),
  }),
});
