import type { Context } from '@/lib/core/context';
import { advanceStandingClock } from './provider-store';

const STEP_MS = 1;

/**
 * Lets a sandbox's standing clock go on by a millisecond, so that what is done next comes after what was done
 * before at the same instant. A clock that ticks, or was moved meanwhile, is left as it is.
 */
export async function stepClock(ctx: Context): Promise<Context> {
  const now = ctx.clock.now();
  const next = new Date(now.getTime() + STEP_MS);
  if (ctx.provider.mode !== 'test' || !(await advanceStandingClock(ctx, ctx.provider.id, now, next)))
    return ctx;
  return { ...ctx, clock: { ...ctx.clock, now: () => new Date(next.getTime()) } };
}
