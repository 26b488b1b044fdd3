import { verifyRequestSchema, verifyResponseSchema } from '@/lib/access';
import { defineHotRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineHotRoute('/api/v1/verify', {
    summary: 'May this call go ahead? Count it if so',
    description:
      'Key, customer, rate limit, quota, spend limit and prepaid balance are checked and consumed together. An allowed call is durably counted before the answer leaves.',
    body: verifyRequestSchema,
    response: verifyResponseSchema,
  }),
});
