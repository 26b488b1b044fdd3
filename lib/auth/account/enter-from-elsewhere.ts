import {
  confirmUser,
  ensureUser,
  isConfirmed,
  setPassword,
  type UntenantedContext,
  userEmail,
} from '@/lib/tenants';
import { startSession } from '../start-session';
import { findUserByEmail, revokeSessionsOf } from '../store';

/**
 * Signs in whoever another site vouches for, by their address; made when new. A password that somebody set for this
 * address before it was confirmed may be a stranger's: it and its sessions end here.
 */
export async function enterFromElsewhere(
  ctx: UntenantedContext,
  input: { email: string; name: string; userAgent: string | null },
): Promise<{ sub: string; sessionId: string }> {
  const { name, userAgent } = input;
  const email = userEmail(input.email);
  const known = await findUserByEmail(ctx, email);
  const userId = known?.id ?? (await ensureUser(ctx, { email, name })).id;
  if (known && !(await isConfirmed(ctx, { userId }))) {
    await setPassword(ctx, { userId, password: null });
    await revokeSessionsOf(ctx, userId, ctx.clock.now());
  }
  await confirmUser(ctx, { userId });
  const { sessionId } = await startSession(ctx, { userId, userAgent });
  return { sub: userId, sessionId };
}
