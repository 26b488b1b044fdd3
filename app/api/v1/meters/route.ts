import { z } from 'zod';
import { pageQuery } from '@/lib/core/pagination';
import { defineRoute, defineRoutes } from '@/lib/http';
import { createMeter, listMeters, meter, meterInput, meterList } from '@/lib/plans';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    summary: 'List meters',
    description: 'Newest first; every account has `calls`.',
    tag: 'Catalogue',
    auth: 'secret',
    query: z.object(pageQuery),
    response: meterList,
    status: 200,
    run: (ctx, { query }) => listMeters(ctx, query),
  }),
  POST: defineRoute({
    summary: 'Create a meter',
    tag: 'Catalogue',
    auth: 'secret',
    body: meterInput,
    response: meter,
    status: 201,
    run: (ctx, { body }) => createMeter(ctx, body),
  }),
});
