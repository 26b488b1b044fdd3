import { defineRoute, defineRoutes } from '@/lib/http';
import { getRevenue, revenueQuery, revenueReport } from '@/lib/revenue';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'See what you earn, and what moved it',
    description:
      'MRR at the start, plus new, expansion, contraction, churn and reactivation, is MRR at the end, exactly. ' +
      'One currency at a time: they are never added up.',
    tag: 'Revenue',
    auth: 'secret',
    query: revenueQuery,
    response: revenueReport,
    status: 200,
    run: (ctx, { query }) => getRevenue(ctx, query),
  }),
});
