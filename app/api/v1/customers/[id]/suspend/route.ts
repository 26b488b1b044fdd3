import { defineRoute, defineRoutes } from '@/lib/http';
import { customer, customerParams, suspendCustomer } from '@/lib/tenants';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Suspend a customer',
    description: 'The next call is denied with `customer_suspended`.',
    tag: 'Customers',
    auth: 'secret',
    params: customerParams,
    response: customer,
    status: 200,
    run: (ctx, { params }) => suspendCustomer(ctx, params),
  }),
});
