import { previewSubscription, subscriptionPreview } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';
import { previewSubscriptionInput } from '@/lib/subscriptions';
import { customerParams } from '@/lib/tenants';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'What a start or change of plan would cost today',
    description: 'Line by line, the very lines that the real one would make; nothing is changed.',
    tag: 'Subscriptions',
    auth: 'secret',
    params: customerParams,
    body: previewSubscriptionInput,
    response: subscriptionPreview,
    status: 200,
    run: (ctx, { params, body }) => previewSubscription(ctx, { ...body, customer: params.id }),
  }),
});
