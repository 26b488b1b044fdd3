import type { UsageScreenProps } from '@/components/usage/usage-screen';
import type { NamedUsage } from '@/components/usage/usage-table';
import type { Context } from '@/lib/core/context';
import { addDays, localDayOf, localDaysOf, localMidnight } from '@/lib/core/period';
import { listKeys } from '@/lib/keys';
import { queryUsage, type UsageResponse } from '@/lib/usage';

/** The last so many local days, today included. */
export function rangeOfDays(ctx: Context, days: number): { from: Date; to: Date } {
  const { timezone } = ctx.provider;
  const to = ctx.clock.now();
  return { from: localMidnight(addDays(localDayOf(to, timezone), 1 - days), timezone), to };
}

/** What the usage screen shows of the last so many local days, today included, for one customer or all. */
export async function loadUsage(
  ctx: Context,
  input: { customer?: string; days: number },
): Promise<UsageScreenProps> {
  const { currency, timezone } = ctx.provider;
  const { from, to } = rangeOfDays(ctx, input.days);
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

/** The same range by key and by status: what a customer's own screen has besides. */
export async function loadUsageDetail(
  ctx: Context,
  input: { customer: string; days: number },
): Promise<{ byKey: NamedUsage[]; byStatus: NamedUsage[] }> {
  const range = { ...rangeOfDays(ctx, input.days), customer: input.customer, granularity: 'total' } as const;
  const [byKey, byStatus, { data: keys }] = await Promise.all([
    queryUsage(ctx, { ...range, groupBy: 'key' }),
    queryUsage(ctx, { ...range, groupBy: 'status' }),
    listKeys(ctx, { customer: input.customer, limit: 100 }),
  ]);
  const nameOf = new Map(keys.map((key) => [key.id, key.name || `${key.prefix}…${key.last4}`]));
  const named = (data: UsageResponse['data'], name: (group: string) => string): NamedUsage[] =>
    data
      .map(({ group, ...measures }) => ({ ...measures, key: group ?? '', name: name(group ?? '') }))
      .sort((left, right) => right.calls - left.calls);
  return {
    byKey: named(byKey.data, (id) => (id === '' ? 'No key: recorded afterwards' : (nameOf.get(id) ?? id))),
    byStatus: named(byStatus.data, (status) => (status === '' || status === '0' ? 'Not reported' : status)),
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
