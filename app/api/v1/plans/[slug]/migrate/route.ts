import { defineRoute, defineRoutes } from '@/lib/http';
import { migrateInput, migrateSubscribers, migration, planParams } from '@/lib/plans';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Move subscribers to a version',
    description: 'All of the plan’s subscribers or some, at once or at the end of each one’s period.',
    tag: 'Catalogue',
    auth: 'secret',
    params: planParams,
    body: migrateInput,
    response: migration,
    status: 200,
    run: (ctx, { params, body }) => migrateSubscribers(ctx, { slug: params.slug, ...body }),
  }),
});
