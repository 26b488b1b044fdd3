import { defineRoute, defineRoutes } from '@/lib/http';
import { queryUsage, usageQuerySchema, usageResponseSchema } from '@/lib/usage';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'Usage by time and dimension',
    description: "Days and months are the provider's time zone. Reads its own writes.",
    tag: 'Usage',
    auth: 'secret',
    query: usageQuerySchema,
    response: usageResponseSchema,
    status: 200,
    run: (ctx, { query }) => queryUsage(ctx, query),
  }),
});
