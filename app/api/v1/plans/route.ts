import { defineRoute, defineRoutes } from '@/lib/http';
import { createPlan, createPlanInput, listPlans, listPlansInput, plan, planList } from '@/lib/plans';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'List plans',
    description: 'Newest first, private and archived ones too, each with the terms of its current version.',
    tag: 'Catalogue',
    auth: 'secret',
    query: listPlansInput,
    response: planList,
    status: 200,
    run: (ctx, { query }) => listPlans(ctx, query),
  }),
  POST: defineRoute({
    summary: 'Create a plan',
    description: 'Makes the plan and its version 1.',
    tag: 'Catalogue',
    auth: 'secret',
    body: createPlanInput,
    response: plan,
    status: 201,
    run: (ctx, { body }) => createPlan(ctx, body),
  }),
});
