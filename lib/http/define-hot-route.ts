import type { z } from 'zod';
import type { DeclaredRoute, RouteDeclaration } from './define-route';
import { answerHotPath, type HotPath } from './hot-path';
import { readBytes } from './read-body';

type HotDeclaration = Pick<RouteDeclaration, 'summary' | 'description'> & {
  body: z.ZodType;
  response: z.ZodType;
};

/** The hot path as a route handler, for platforms that only run Next: the same verbs, the same answers. */
export function defineHotRoute(path: HotPath, declaration: HotDeclaration): DeclaredRoute {
  const handler = async (request: Request) => {
    const answer = await answerHotPath(path, {
      authorization: request.headers.get('authorization'),
      contentType: request.headers.get('content-type') ?? undefined,
      contentEncoding: request.headers.get('content-encoding') ?? undefined,
      readBody: (maxBytes) => readBytes(request, maxBytes),
    });
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  };
  return Object.assign(handler, {
    declaration: {
      ...declaration,
      tag: 'Hot path',
      auth: 'secret' as const,
      status: 200 as const,
      run: () => Promise.reject(new Error('answered by the hot path')),
    },
  });
}
