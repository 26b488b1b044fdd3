import { creditGrant, credits, getCredits, grantCredits, grantCreditsInput } from '@/lib/billing';
import { defineRoute, defineRoutes } from '@/lib/http';
import { customerParams } from '@/lib/tenants';

const common = { tag: 'Credits', auth: 'secret', params: customerParams } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...{ ...common, response: credits, status: 200, summary: 'A customer’s prepaid credits' },
    run: (ctx, { params }) => getCredits(ctx, { customer: params.id }),
  }),
  POST: defineRoute({
    ...{ ...common, response: creditGrant, status: 201, summary: 'Give a customer prepaid credits' },
    description: 'They burn by priority, then by the earliest expiry, then the oldest first.',
    body: grantCreditsInput,
    run: (ctx, { params, body }) => grantCredits(ctx, { ...body, customer: params.id }),
  }),
});
