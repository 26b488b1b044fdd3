import { defineRoute, defineRoutes } from '@/lib/http';
import { rehearsal, rehearsalInput, rehearsePlan } from '@/lib/revenue';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Try a price on what your customers really used',
    description:
      'Prices every subscriber’s last closed windows with the draft, through the functions that make invoices. Changes nothing.',
    tag: 'Revenue',
    auth: 'secret',
    body: rehearsalInput,
    response: rehearsal,
    status: 200,
    run: (ctx, { body }) => rehearsePlan(ctx, body),
  }),
});
