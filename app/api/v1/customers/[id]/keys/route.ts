import { defineRoute, defineRoutes } from '@/lib/http';
import { createKey, keyInput, keyList, listKeys, listKeysQuery, newKey } from '@/lib/keys';
import { customerParams } from '@/lib/tenants';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'List a customer’s keys',
    description: 'Newest first; revoked ones stay in the list.',
    tag: 'Keys',
    auth: 'secret',
    params: customerParams,
    query: listKeysQuery,
    response: keyList,
    status: 200,
    run: (ctx, { params, query }) => listKeys(ctx, { customer: params.id, ...query }),
  }),
  POST: defineRoute({
    summary: 'Create a key',
    description: 'The one time `secret` is shown.',
    tag: 'Keys',
    auth: 'secret',
    params: customerParams,
    body: keyInput,
    response: newKey,
    status: 201,
    run: (ctx, { params, body }) => createKey(ctx, { customer: params.id, key: body }),
  }),
});
