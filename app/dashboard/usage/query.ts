import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { addDays, daysBetween, localDayOf } from '@/lib/core/period';
import { daysParameter, textParameter } from '@/lib/http/query';
import { type ExploreInput, STATUS_CLASSES, type StatusClass } from '@/lib/usage';

const day = z.iso.date().optional().catch(undefined);
const MOST_DAYS = 400;

/** What the screen of usage may be asked for; what is no such thing is left out. */
export const usageQuery = z.object({
  days: daysParameter,
  from: day,
  to: day,
  customer: textParameter,
  meter: textParameter,
  // An empty text is a group too: calls that name no endpoint, or no key.
  endpoint: z.string().max(500).optional().catch(undefined),
  key: z.string().max(100).optional().catch(undefined),
  status: z
    .enum(Object.keys(STATUS_CLASSES) as [StatusClass, ...StatusClass[]])
    .optional()
    .catch(undefined),
});

export type UsageFilters = z.output<typeof usageQuery>;

/** The range that is asked for: two days, or the last so many. */
export function rangeOf(ctx: Context, { days, from, to }: UsageFilters): { fromDay: string; toDay: string } {
  const today = localDayOf(ctx.clock.now(), ctx.provider.timezone);
  const toDay = to ?? today;
  const fromDay = from ?? addDays(toDay, 1 - days);
  const length = daysBetween(fromDay, toDay) + 1;
  if (length < 1) return { fromDay: toDay, toDay };
  return { fromDay: length > MOST_DAYS ? addDays(toDay, 1 - MOST_DAYS) : fromDay, toDay };
}

export function exploreInputOf(ctx: Context, filters: UsageFilters): ExploreInput {
  const { customer, meter, endpoint, key, status } = filters;
  return { ...rangeOf(ctx, filters), customer, meter, endpoint, key, status };
}
