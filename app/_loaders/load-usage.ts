import type { UsageScreenProps } from '@/components/usage/usage-screen';
import type { Context } from '@/lib/core/context';
import { addDays, localDayOf, localDaysOf, localMidnight } from '@/lib/core/period';
import { queryUsage } from '@/lib/usage';

/** What the usage screen shows of the last so many local days, today included, for one customer or all. */
export async function loadUsage(
  ctx: Context,
  input: { customer?: string; days: number },
): Promise<UsageScreenProps> {
  const { currency, timezone } = ctx.provider;
  const to = ctx.clock.now();
  const firstDay = addDays(localDayOf(to, timezone), 1 - input.days);
  const from = localMidnight(firstDay, timezone);
  const range = { from, to, ...(input.customer && { customer: input.customer }) };
  const [byDay, byDayAndEndpoint, byEndpoint] = await Promise.all([
    queryUsage(ctx, { ...range, granularity: 'day' }),
    queryUsage(ctx, { ...range, granularity: 'day', groupBy: 'endpoint' }),
    queryUsage(ctx, { ...range, granularity: 'total', groupBy: 'endpoint' }),
  ]);
  const days = localDaysOf({ start: from, end: new Date(to.getTime() + 1) }, timezone);
  return {
    currency,
    timezone,
    days: days.map((day) => localMidnight(day, timezone).toISOString()),
    byDay: byDay.data,
    byDayAndEndpoint: byDayAndEndpoint.data,
    byEndpoint: byEndpoint.data,
    total: byDay.total,
  };
}

/** Calls since local midnight, and over the last thirty local days. */
export async function loadRecentCalls(
  ctx: Context,
  customer?: string,
): Promise<{ today: number; month: number }> {
  const { timezone } = ctx.provider;
  const to = ctx.clock.now();
  const day = localDayOf(to, timezone);
  const since = (from: string) =>
    queryUsage(ctx, {
      from: localMidnight(from, timezone),
      to,
      granularity: 'total',
      ...(customer && { customer }),
    });
  const [today, month] = await Promise.all([since(day), since(addDays(day, -29))]);
  return { today: today.total.calls, month: month.total.calls };
}
