import type { Context } from '@/lib/core/context';
import { decimal, toDouble } from '@/lib/core/decimal';
import { localDayOf, quotaWindowAt } from '@/lib/core/period';
import { queryUsage } from '@/lib/usage';
import type { SubscribedPlan } from './load-plan';

export interface WindowUse {
  /** The quota window that now falls in: a month, also of a yearly plan. */
  start: Date;
  end: Date;
  used: number;
  /** Null where the plan has no quota of calls. */
  limit: number | null;
}

/** What a customer has used of its monthly quota of calls. */
export async function loadWindowUse(
  ctx: Context,
  input: { customer: string; subscribed: SubscribedPlan },
): Promise<WindowUse> {
  const { plan, subscription } = input.subscribed;
  const { timezone } = ctx.provider;
  const now = ctx.clock.now();
  const periodStart = new Date(subscription.currentPeriodStart);
  const { start, end } =
    plan.interval === 'month'
      ? { start: periodStart, end: new Date(subscription.currentPeriodEnd) }
      : quotaWindowAt(localDayOf(periodStart, timezone), timezone, now);
  const usage = await queryUsage(ctx, {
    customer: input.customer,
    meter: 'calls',
    from: start,
    to: new Date(Math.max(now.getTime(), start.getTime())),
    granularity: 'total',
  });
  const quota = plan.quotas.find(({ meter }) => meter === 'calls');
  return { start, end, used: toDouble(decimal(usage.total.quantity)), limit: quota?.limit ?? null };
}
