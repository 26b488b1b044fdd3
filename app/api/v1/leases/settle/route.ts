import { settleLeaseRequestSchema, settleLeaseResponseSchema } from '@/lib/access';
import { defineHotRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineHotRoute('/api/v1/leases/settle', {
    summary: 'What became of a lease',
    description: 'Counts each use once, by its id, and gives back what is no longer held.',
    body: settleLeaseRequestSchema,
    response: settleLeaseResponseSchema,
  }),
});
