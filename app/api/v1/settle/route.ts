import { settleRequestSchema, settleResponseSchema } from '@/lib/access';
import { defineHotRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineHotRoute('/api/v1/settle', {
    summary: 'What verified calls really cost',
    description:
      'Corrects the counted quantity by an appended, signed correction. The first settlement of an id wins.',
    body: settleRequestSchema,
    response: settleResponseSchema,
  }),
});
