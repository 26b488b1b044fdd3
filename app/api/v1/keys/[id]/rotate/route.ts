import { defineRoute, defineRoutes } from '@/lib/http';
import { keyParams, newKey, rotateKey, rotateKeyInput } from '@/lib/keys';

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  POST: defineRoute({
    summary: 'Rotate a key',
    description: 'Answers with a new key and its secret; the old secret works until the grace ends.',
    tag: 'Keys',
    auth: 'secret',
    params: keyParams,
    body: rotateKeyInput,
    response: newKey,
    status: 200,
    run: (ctx, { params, body }) => rotateKey(ctx, { id: params.id, ...body }),
  }),
});
