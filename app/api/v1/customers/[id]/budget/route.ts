import { defineRoute, defineRoutes } from '@/lib/http';
import { budget, budgetInput, customerParams, setBudget } from '@/lib/tenants';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  PUT: defineRoute({
    summary: 'Set a customer’s budget',
    description: 'A hard stop on what one period may cost, over all meters; `amount: null` lifts it.',
    tag: 'Customers',
    auth: 'secret',
    params: customerParams,
    body: budgetInput,
    response: budget,
    status: 200,
    run: (ctx, { params, body }) => setBudget(ctx, { id: params.id, budget: body }),
  }),
});
