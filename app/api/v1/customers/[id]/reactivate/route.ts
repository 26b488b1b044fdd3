import { defineRoute, defineRoutes } from '@/lib/http';
import { customer, customerParams, reactivateCustomer } from '@/lib/tenants';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Reactivate a customer',
    description: 'Calls go through again.',
    tag: 'Customers',
    auth: 'secret',
    params: customerParams,
    response: customer,
    status: 200,
    run: (ctx, { params }) => reactivateCustomer(ctx, params),
  }),
});
