import { defineRoute, defineRoutes } from '@/lib/http';
import * as notify from '@/lib/notify';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'Get a webhook delivery',
    description: 'With the body that was sent and what every attempt was answered.',
    tag: 'Webhooks',
    auth: 'secret',
    params: notify.webhookDeliveryParams,
    response: notify.webhookDeliveryDetail,
    status: 200,
    run: (ctx, { params }) => notify.getWebhookDelivery(ctx, params),
  }),
});
