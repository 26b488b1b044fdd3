import { defineRoute, defineRoutes } from '@/lib/http';
import { listStripeEvents, listStripeEventsInput, stripeEventList } from '@/lib/payments';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'What Stripe told',
    description:
      'Its events about this account and what became of them; `status=dead` are those that were given up.',
    tag: 'Payments',
    auth: 'secret',
    query: listStripeEventsInput,
    response: stripeEventList,
    status: 200,
    run: (ctx, { query }) => listStripeEvents(ctx, query),
  }),
});
