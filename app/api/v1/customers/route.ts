import { defineRoute, defineRoutes } from '@/lib/http';
import {
  createCustomer,
  createCustomerInput,
  customer,
  customerList,
  listCustomers,
  listCustomersInput,
} from '@/lib/tenants';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'List customers',
    description: 'Newest first.',
    tag: 'Customers',
    auth: 'secret',
    query: listCustomersInput,
    response: customerList,
    status: 200,
    run: (ctx, { query }) => listCustomers(ctx, query),
  }),
  POST: defineRoute({
    summary: 'Create a customer',
    tag: 'Customers',
    auth: 'secret',
    body: createCustomerInput,
    response: customer,
    status: 201,
    run: (ctx, { body }) => createCustomer(ctx, body),
  }),
});
