import { defineRoute, defineRoutes } from '@/lib/http';
import { replayStripeEvent, stripeEvent, stripeEventParams } from '@/lib/payments';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Handle an event of Stripe’s again',
    description: 'Its object is read from Stripe as it is now, so a replay can do no harm.',
    tag: 'Payments',
    auth: 'secret',
    params: stripeEventParams,
    response: stripeEvent,
    status: 200,
    run: (ctx, { params }) => replayStripeEvent(ctx, params),
  }),
});
