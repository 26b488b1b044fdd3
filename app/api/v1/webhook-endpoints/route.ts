import { defineRoute, defineRoutes } from '@/lib/http';
import * as notify from '@/lib/notify';

const common = { tag: 'Webhooks', auth: 'secret' } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...{ ...common, response: notify.webhookEndpointList, status: 200, summary: 'List webhook endpoints' },
    query: notify.listWebhookEndpointsQuery,
    run: (ctx, { query }) => notify.listWebhookEndpoints(ctx, query),
  }),
  POST: defineRoute({
    ...{ ...common, response: notify.newWebhookEndpoint, status: 201, summary: 'Create a webhook endpoint' },
    description:
      'Events are sent as `{type, timestamp, data}`, signed by Standard Webhooks with `secret`, which is shown this once, and retried for three days until the endpoint answers 2xx.',
    body: notify.webhookEndpointInput,
    run: (ctx, { body }) => notify.createWebhookEndpoint(ctx, body),
  }),
});
