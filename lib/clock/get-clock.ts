import type { Context } from '@/lib/core/context';
import type { ClockView } from './schemas';
import { readClock } from './store';

/** Where the account's clock stands: real time, unless a sandbox's was set. */
export async function getClock(ctx: Context): Promise<ClockView> {
  const { clockNow } = await readClock(ctx, ctx.provider.id);
  return { now: (clockNow ?? ctx.clock.now()).toISOString(), frozen: clockNow !== null };
}
