import { defineRoute, defineRoutes } from '@/lib/http';
import { getKey, key, keyInput, keyParams, revokeKey, updateKey } from '@/lib/keys';

const shared = { tag: 'Keys', auth: 'secret', params: keyParams, response: key, status: 200 } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...shared,
    summary: 'Get a key',
    run: (ctx, { params }) => getKey(ctx, params),
  }),
  PATCH: defineRoute({
    ...shared,
    summary: 'Change a key',
    description: 'What is absent stays; null lifts a limit. The secret stays the same.',
    body: keyInput,
    run: (ctx, { params, body }) => updateKey(ctx, { id: params.id, changes: body }),
  }),
  DELETE: defineRoute({
    ...shared,
    summary: 'Revoke a key',
    description: 'The next call with it is denied with `key_revoked`.',
    run: (ctx, { params }) => revokeKey(ctx, params),
  }),
});
