import { defineRoute, defineRoutes } from '@/lib/http';
import * as notify from '@/lib/notify';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Rotate a webhook endpoint’s secret',
    description:
      'Answers with a new secret. For the overlap both secrets sign: `webhook-signature` holds one signature of each.',
    tag: 'Webhooks',
    auth: 'secret',
    params: notify.webhookEndpointParams,
    body: notify.rotateWebhookSecretInput,
    response: notify.newWebhookEndpoint,
    status: 200,
    run: (ctx, { params, body }) => notify.rotateWebhookSecret(ctx, { ...params, ...body }),
  }),
});
