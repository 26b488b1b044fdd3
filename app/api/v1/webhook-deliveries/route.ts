import { defineRoute, defineRoutes } from '@/lib/http';
import * as notify from '@/lib/notify';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'List webhook deliveries',
    description: 'What was sent, or waits to be, newest first. Kept for thirty days.',
    tag: 'Webhooks',
    auth: 'secret',
    query: notify.listWebhookDeliveriesQuery,
    response: notify.webhookDeliveryList,
    status: 200,
    run: (ctx, { query }) => notify.listWebhookDeliveries(ctx, query),
  }),
});
