import type { Context } from '@/lib/core/context';
import { stepClock } from '@/lib/tenants';
import { isUsedAt } from '@/lib/usage';

/**
 * The context in which a change of plan or an end is made: after everything that the customer has used. Where a
 * sandbox's clock stands, uses and the change would otherwise fall into one instant, and the uses into what
 * follows the change.
 */
export async function momentOfChange(ctx: Context, input: { customerId: string }): Promise<Context> {
  if (ctx.provider.mode !== 'test') return ctx;
  return (await isUsedAt(ctx, { ...input, at: ctx.clock.now() })) ? stepClock(ctx) : ctx;
}
