import { z } from 'zod';
import { defineRoute, defineRoutes } from '@/lib/http';
import { planInvitation, planParams, revokePlanInvitation } from '@/lib/plans';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  DELETE: defineRoute({
    summary: 'Revoke an invitation',
    description: 'Its link shows nothing from now on. Who signed up by it keeps the plan.',
    tag: 'Catalogue',
    auth: 'secret',
    params: planParams.extend({ invitation: z.string().describe('An invitation: `pin_…`.') }),
    response: planInvitation,
    status: 200,
    run: (ctx, { params }) => revokePlanInvitation(ctx, { slug: params.slug, id: params.invitation }),
  }),
});
