import { z } from 'zod';

/** Pure: when a payment that failed is tried again, and when calls stop. */

const days = z.int().min(0).max(60);

/** How a provider wants unpaid invoices to be pursued. */
export const dunningSettings = z.strictObject({
  waitDays: z
    .array(days)
    .min(1)
    .max(12)
    .default([0, 2, 5, 7, 7])
    .describe(
      'One entry a try: the days that pass before it, counted from the try before. The first is the charge itself, ' +
        'counted from the day the invoice is issued.',
    ),
  graceDays: days
    .nullable()
    .default(3)
    .describe('Days from the first failure until calls are refused; null for never.'),
  withoutCard: z
    .enum(['wait', 'pursue'])
    .default('wait')
    .describe(
      'What happens to invoices of customers who never gave a card: they wait to be paid by hand, or are pursued ' +
        'like failed ones from their due date on.',
    ),
});

export type DunningSettings = z.output<typeof dunningSettings>;

const DAY_MS = 24 * 60 * 60 * 1000;

export interface NextStep {
  /** Which try has just failed, counted from 1, and how many there are. */
  attempt: number;
  of: number;
  nextAttemptAt: Date | null;
  accessStopsAt: Date | null;
}

/**
 * What follows a failure. A hard decline is not tried again by itself: the same card cannot succeed.
 * @param failedBefore tries that had failed before this one
 */
export function nextStep(
  settings: DunningSettings,
  failure: { failedBefore: number; failingSince: Date | null; now: Date; isHard: boolean },
): NextStep {
  const { failedBefore, failingSince, now, isHard } = failure;
  const of = settings.waitDays.length;
  const attempt = Math.min(failedBefore + 1, of);
  const wait = failedBefore + 1 < of ? settings.waitDays[failedBefore + 1] : undefined;
  const since = failingSince ?? now;
  const isRetried = !isHard && wait !== undefined;
  return {
    attempt,
    of,
    nextAttemptAt: isRetried ? addDays(now, wait) : null,
    accessStopsAt: settings.graceDays === null ? null : addDays(since, settings.graceDays),
  };
}

function addDays(at: Date, count: number): Date {
  return new Date(at.getTime() + count * DAY_MS);
}
