import { defineRoute, defineRoutes } from '@/lib/http';
import * as tenants from '@/lib/tenants';

const { customerParams, customer, deleted, updateCustomerInput } = tenants;
const shared = { tag: 'Customers', auth: 'secret', params: customerParams, status: 200 } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...shared,
    summary: 'Get a customer',
    response: customer,
    run: (ctx, { params }) => tenants.getCustomer(ctx, params),
  }),
  PATCH: defineRoute({
    ...shared,
    summary: 'Change a customer',
    description: 'What is absent stays; null clears; objects are replaced whole.',
    body: updateCustomerInput,
    response: customer,
    run: (ctx, { params, body }) => tenants.updateCustomer(ctx, { id: params.id, changes: body }),
  }),
  DELETE: defineRoute({
    ...shared,
    summary: 'Delete a customer',
    description: 'Only without usage or invoices; otherwise 409.',
    response: deleted,
    run: (ctx, { params }) => tenants.deleteCustomer(ctx, params),
  }),
});
