import { defineRoute, defineRoutes } from '@/lib/http';
import * as notify from '@/lib/notify';
import { deleted } from '@/lib/tenants';

const params = notify.webhookEndpointParams;
const shared = { tag: 'Webhooks', auth: 'secret', params, status: 200 } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...shared,
    summary: 'Get a webhook endpoint',
    response: notify.webhookEndpoint,
    run: (ctx, { params: { id } }) => notify.getWebhookEndpoint(ctx, { id }),
  }),
  PATCH: defineRoute({
    ...shared,
    summary: 'Change, enable or disable a webhook endpoint',
    description: 'What is absent stays. The secret stays the same.',
    body: notify.webhookEndpointChanges,
    response: notify.webhookEndpoint,
    run: (ctx, { params: { id }, body }) => notify.updateWebhookEndpoint(ctx, { id, changes: body }),
  }),
  DELETE: defineRoute({
    ...shared,
    summary: 'Delete a webhook endpoint',
    description: 'What still waits to be sent to it fails; its deliveries stay in the log.',
    response: deleted,
    run: (ctx, { params: { id } }) => notify.deleteWebhookEndpoint(ctx, { id }),
  }),
});
