import { z } from 'zod';
import { defineRoute, defineRoutes } from '@/lib/http';
import { inviteField, listPublicPlans, publicPlans } from '@/lib/plans';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'What a pricing page shows',
    description:
      'The public plans on sale, in the provider’s order. Needs no secret. With an invitation, its plan comes first.',
    tag: 'Catalogue',
    auth: 'public',
    params: z.object({ providerSlug: z.string() }),
    query: z.object({ invite: inviteField.optional() }),
    response: publicPlans,
    status: 200,
    run: (ctx, { query }) => listPublicPlans(ctx, query),
  }),
});
