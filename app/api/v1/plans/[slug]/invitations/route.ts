import { z } from 'zod';
import { pageQuery } from '@/lib/core/pagination';
import { defineRoute, defineRoutes } from '@/lib/http';
import * as plans from '@/lib/plans';

const common = { tag: 'Catalogue', auth: 'secret', params: plans.planParams } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...{ ...common, status: 200, summary: 'List a plan’s invitations' },
    description: 'Newest first, also those that are over. Their tokens are not shown again.',
    query: z.object(pageQuery),
    response: plans.planInvitationList,
    run: (ctx, { params, query }) => plans.listPlanInvitations(ctx, { slug: params.slug, ...query }),
  }),
  POST: defineRoute({
    ...{ ...common, status: 201, summary: 'Invite to a private plan' },
    description: 'Whoever has the link sees the plan on the pricing page and can sign up for it.',
    body: plans.planInvitationInput,
    response: plans.newPlanInvitation,
    run: (ctx, { params, body }) => plans.createPlanInvitation(ctx, { slug: params.slug, invitation: body }),
  }),
});
