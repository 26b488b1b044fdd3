import { z } from 'zod';
import { eventsResponseSchema, usageEventSchema } from '@/lib/access';
import { defineHotRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineHotRoute('/api/v1/events', {
    summary: 'Record usage that already happened',
    description:
      'One event, an array, NDJSON (`application/x-ndjson`) or CloudEvents 1.0, gzip accepted, at most 10,000 events or 8 MB. A bad event never rejects its neighbours; 200 means committed.',
    body: z.union([usageEventSchema, z.array(usageEventSchema)]),
    response: eventsResponseSchema,
  }),
});
