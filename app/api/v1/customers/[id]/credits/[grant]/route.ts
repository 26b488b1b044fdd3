import { z } from 'zod';
import { creditGrant, endCredits } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';
import { customerParams } from '@/lib/tenants';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  DELETE: defineRoute({
    summary: 'End a grant of credits',
    description: 'What is left of it expires now, and it does not come again. Its movements stay.',
    tag: 'Credits',
    auth: 'secret',
    params: customerParams.extend({ grant: z.string().describe('A grant: `crd_…`.') }),
    response: creditGrant,
    status: 200,
    run: (ctx, { params }) => endCredits(ctx, { customer: params.id, grant: params.grant }),
  }),
});
