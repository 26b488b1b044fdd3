import { defineRoute, defineRoutes } from '@/lib/http';
import { disputeList, listDisputes, listDisputesInput } from '@/lib/payments';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'Disputes',
    description:
      'Payments that the payer’s bank wants back. What is disputed or lost does not count as revenue.',
    tag: 'Payments',
    auth: 'secret',
    query: listDisputesInput,
    response: disputeList,
    status: 200,
    run: (ctx, { query }) => listDisputes(ctx, query),
  }),
});
