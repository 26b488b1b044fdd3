import { defineRoute, defineRoutes } from '@/lib/http';
import { getPlan, plan, planParams, updatePlan, updatePlanInput } from '@/lib/plans';

const shared = { tag: 'Catalogue', auth: 'secret', params: planParams, response: plan, status: 200 } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...shared,
    summary: 'Get a plan',
    description: 'With the terms of its current version.',
    run: (ctx, { params }) => getPlan(ctx, params),
  }),
  PATCH: defineRoute({
    ...shared,
    summary: 'Change a plan’s presentation',
    description: 'Prices and limits change by a new version alone.',
    body: updatePlanInput,
    run: (ctx, { params, body }) => updatePlan(ctx, { slug: params.slug, changes: body }),
  }),
});
