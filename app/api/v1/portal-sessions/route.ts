import { createPortalSession, portalSession, portalSessionInput } from '@/lib/auth';
import { defineRoute, defineRoutes } from '@/lib/http';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Make a link into a customer’s portal',
    description: 'Send your signed-in customer there at once: the link works once, for a quarter of an hour.',
    tag: 'Customers',
    auth: 'secret',
    body: portalSessionInput,
    response: portalSession,
    status: 201,
    run: (ctx, { body }) => createPortalSession(ctx, body),
  }),
});
