import { z } from 'zod';
import * as apiDocs from '@/lib/api-docs';
import { defineRoute, defineRoutes } from '@/lib/http';

const shared = { tag: 'Account', auth: 'secret', status: 200 } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...shared,
    summary: 'Get the description of your API',
    description: 'The OpenAPI document that your customers read at `/p/{provider}/docs`.',
    response: apiDocs.apiDocument,
    run: (ctx) => apiDocs.getApiDocument(ctx),
  }),
  PUT: defineRoute({
    ...shared,
    summary: 'Publish the description of your API',
    description:
      'An OpenAPI 3.0, 3.1 or 3.2 document of your own API, as an object or as text in JSON or YAML. Customers read it, and try calls with their key, at `/p/{provider}/docs`. It takes the place of the one before.',
    body: apiDocs.setApiDocumentInput,
    response: apiDocs.apiDocument,
    run: (ctx, { body }) => apiDocs.setApiDocument(ctx, body),
  }),
  DELETE: defineRoute({
    ...shared,
    summary: 'Take the description of your API away',
    response: z.object({ deleted: z.literal(true) }),
    run: (ctx) => apiDocs.deleteApiDocument(ctx),
  }),
});
