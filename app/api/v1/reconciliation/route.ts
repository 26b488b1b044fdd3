import { defineRoute, defineRoutes } from '@/lib/http';
import { reconcile, reconciliation } from '@/lib/revenue';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'Prove that every call is counted and billed once',
    description: 'Adds up the whole ledger; ask now and then, not every minute.',
    tag: 'Revenue',
    auth: 'secret',
    response: reconciliation,
    status: 200,
    run: (ctx) => reconcile(ctx),
  }),
});
