import { z } from 'zod';
import { pageQuery } from '@/lib/core/pagination';
import { defineRoute, defineRoutes } from '@/lib/http';
import * as plans from '@/lib/plans';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'List a plan’s versions',
    description: 'Newest first.',
    tag: 'Catalogue',
    auth: 'secret',
    params: plans.planParams,
    query: z.object(pageQuery),
    response: plans.planVersionList,
    status: 200,
    run: (ctx, { params, query }) => plans.listPlanVersions(ctx, { slug: params.slug, ...query }),
  }),
  POST: defineRoute({
    summary: 'Create a plan version',
    description:
      'What is absent is taken over from the current version. New subscribers get the new version; others stay on theirs.',
    tag: 'Catalogue',
    auth: 'secret',
    params: plans.planParams,
    body: plans.createVersionInput,
    response: plans.plan,
    status: 201,
    run: (ctx, { params, body }) => plans.createPlanVersion(ctx, { slug: params.slug, terms: body }),
  }),
});
