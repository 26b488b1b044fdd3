import { defineRoute, defineRoutes } from '@/lib/http';
import { listPayments, listPaymentsInput, paymentList } from '@/lib/payments';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'Payments',
    description: 'Money that came in, is under way or did not come, the newest first.',
    tag: 'Payments',
    auth: 'secret',
    query: listPaymentsInput,
    response: paymentList,
    status: 200,
    run: (ctx, { query }) => listPayments(ctx, query),
  }),
});
