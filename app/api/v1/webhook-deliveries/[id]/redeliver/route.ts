import { defineRoute, defineRoutes } from '@/lib/http';
import * as notify from '@/lib/notify';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Send a webhook delivery again',
    description: 'The same body under the same `webhook-id`, with a new timestamp and all its retries.',
    tag: 'Webhooks',
    auth: 'secret',
    params: notify.webhookDeliveryParams,
    response: notify.webhookDelivery,
    status: 200,
    run: (ctx, { params }) => notify.redeliverWebhook(ctx, params),
  }),
});
