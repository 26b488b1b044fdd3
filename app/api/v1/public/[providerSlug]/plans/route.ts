import { z } from 'zod';
import { defineRoute, defineRoutes } from '@/lib/http';
import { listPublicPlans, publicPlans } from '@/lib/plans';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'What a pricing page shows',
    description: 'The public plans on sale, in the provider’s order. Needs no secret.',
    tag: 'Catalogue',
    auth: 'public',
    params: z.object({ providerSlug: z.string() }),
    response: publicPlans,
    status: 200,
    run: (ctx) => listPublicPlans(ctx),
  }),
});
