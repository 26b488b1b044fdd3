import type { Context } from '@/lib/core/context';
import { addDays, localDayOf, localMidnight } from '@/lib/core/period';
import { queryUsage } from './query-usage';
import type { UsageResponse } from './schemas';

/** As far back as usage can be recorded. */
const USAGE_DAYS = 400;
const DAYS_AT_ONCE = 30;

/** All usage by local day and customer, the oldest first, read a month at a time: what exports are made of. */
export async function* dailyUsage(ctx: Context): AsyncGenerator<UsageResponse['data'][number]> {
  const { timezone } = ctx.provider;
  const today = localDayOf(ctx.clock.now(), timezone);
  for (let day = addDays(today, -USAGE_DAYS); day <= today; day = addDays(day, DAYS_AT_ONCE)) {
    const from = localMidnight(day, timezone);
    const to = localMidnight(addDays(day, DAYS_AT_ONCE), timezone);
    const { data } = await queryUsage(ctx, { from, to, granularity: 'day', groupBy: 'customer' });
    yield* data;
  }
}
