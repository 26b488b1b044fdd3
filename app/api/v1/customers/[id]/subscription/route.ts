import { changePlan, endSubscription, subscribeCustomer } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';
import * as subscriptions from '@/lib/subscriptions';
import { customerParams } from '@/lib/tenants';

const { cancelSubscriptionQuery, changeSubscriptionInput, getSubscription } = subscriptions;
const common = { tag: 'Subscriptions', auth: 'secret', params: customerParams } as const;
const response = subscriptions.subscription;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...{ ...common, response, status: 200, summary: 'A customer’s subscription' },
    run: (ctx, { params }) => getSubscription(ctx, { customer: params.id }),
  }),
  POST: defineRoute({
    ...{ ...common, response, status: 201, summary: 'Put a customer on a plan' },
    description: 'Invoices the first base fee at once; after a trial, when it ends.',
    body: subscriptions.startSubscriptionInput,
    run: (ctx, { params, body }) => subscribeCustomer(ctx, { ...body, customer: params.id }),
  }),
  PATCH: defineRoute({
    ...{ ...common, response, status: 200, summary: 'Move a customer to another plan' },
    description: 'Keys stay as they are. The present plan takes back a planned change or cancellation.',
    body: changeSubscriptionInput,
    run: (ctx, { params, body }) => changePlan(ctx, { ...body, customer: params.id }),
  }),
  DELETE: defineRoute({
    ...{ ...common, response, status: 200, summary: 'End a subscription' },
    description: 'What was used until the end is billed.',
    query: cancelSubscriptionQuery,
    run: (ctx, { params, query }) => endSubscription(ctx, { ...query, customer: params.id }),
  }),
});
