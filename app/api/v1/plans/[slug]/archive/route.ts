import { defineRoute, defineRoutes } from '@/lib/http';
import { archivePlan, plan, planParams } from '@/lib/plans';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Archive a plan',
    description: 'Takes it off sale for good; its subscribers keep it.',
    tag: 'Catalogue',
    auth: 'secret',
    params: planParams,
    response: plan,
    status: 200,
    run: (ctx, { params }) => archivePlan(ctx, params),
  }),
});
