import { leaseRequestSchema, leaseResponseSchema } from '@/lib/access';
import { defineHotRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineHotRoute('/api/v1/leases/grant', {
    summary: 'Reserve calls to decide without asking',
    description:
      'One atomic step consumes them from every limit at once; where fewer are left, fewer are granted. Until they are used they count against all limits and cost nothing. What is not accounted for by settleLease is given back half a minute after the end.',
    body: leaseRequestSchema,
    response: leaseResponseSchema,
  }),
});
