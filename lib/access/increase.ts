import type { Context } from '@/lib/core/context';
import type { SubscribedPlan } from './account';
import type { Meters } from './accounts';
import type { GaugeQuestion } from './gauge';
import { gauge } from './gauge-of-process';
import { loadUnits } from './load-units';

/**
 * What a call would add to a meter whose uses do not add up: a `max` rises to what the call costs, where that is more
 * than all before; a `unique` counts a property, which a call has none of. Two calls at once may both be taken to
 * raise the same maximum, so that a limit is met early, never passed.
 */
export async function increaseOf(
  ctx: Context,
  plan: SubscribedPlan,
  { window, meter, cost }: GaugeQuestion,
  meters: Meters,
): Promise<number> {
  if (meters.aggregationOf(meter) === 'unique') return 0;
  const span = plan.windowAt(new Date(window.startMs));
  const uses = (await gauge().read(window)) ?? (await loadUnits(ctx, plan, window.customerId, span)).uses;
  const before = uses.reduce((units, use) => units + (use.meter === meter ? use.units : 0), 0);
  return Math.max(0, cost - before);
}
