import { newId } from '@/lib/core/ids';
import type { UntenantedContext } from '@/lib/tenants';
import { encodeSession, SESSION_SECONDS } from './session-cookie';
import { insertSession } from './store';

const MAX_USER_AGENT = 300;

/** Opens a session for somebody who has proved to be the user; returns what goes into the cookie. */
export async function startSession(
  ctx: UntenantedContext,
  input: { userId: string; userAgent: string | null },
): Promise<{ sessionId: string; token: string }> {
  const createdAt = ctx.clock.now();
  const sessionId = newId('session', createdAt);
  await insertSession(ctx, {
    id: sessionId,
    userId: input.userId,
    userAgent: input.userAgent?.slice(0, MAX_USER_AGENT) ?? null,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + SESSION_SECONDS * 1000),
  });
  return { sessionId, token: await encodeSession({ sub: input.userId, sessionId }) };
}
