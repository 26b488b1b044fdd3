import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import {
  addDays,
  addMonths,
  isIsoDay,
  localDayOf,
  localDaysOf,
  localMidnight,
  type Span,
} from '@/lib/core/period';

const DEFAULT_DAYS = 30;
/** A year of days would be a chart that nobody can read. */
const MOST_DAYS = 100;
/** Longer than any account has lived. */
const MOST_YEARS = 20;

/** The range that a request names, by the account's clock; now is in it, the future is not. */
export function rangeOf(ctx: Context, input: { from?: string | undefined; to?: string | undefined }): Span {
  const { timezone } = ctx.provider;
  const afterNow = new Date(ctx.clock.now().getTime() + 1);
  const asked = input.to === undefined ? afterNow : instantOf(input.to, timezone);
  const end = asked < afterNow ? asked : afterNow;
  const start =
    input.from === undefined
      ? localMidnight(addDays(localDayOf(end, timezone), -DEFAULT_DAYS), timezone)
      : instantOf(input.from, timezone);
  if (start > end) throw invalidField('from', 'after_to', '`from` is later than `to`, or than now.');
  if (start < localMidnight(addMonths(localDayOf(end, timezone), -12 * MOST_YEARS), timezone)) {
    throw invalidField('from', 'too_early', `Must be within ${MOST_YEARS} years before \`to\`.`);
  }
  return { start, end };
}

function instantOf(text: string, timezone: string): Date {
  return isIsoDay(text) ? localMidnight(text, timezone) : new Date(text);
}

/** The steps of a chart over a range: local days, or months where there were too many. */
export interface Step extends Span {
  /** The start of local days that fall in it: `2026-01-31`, or `2026-01` for a month. */
  key: string;
}

export function stepsOf(range: Span, timezone: string): Step[] {
  const days = localDaysOf(range, timezone);
  const keys = days.length <= MOST_DAYS ? days : [...new Set(days.map((day) => day.slice(0, 7)))];
  return keys.map((key, index) => {
    const isDay = key.length === '2026-01-31'.length;
    const first = isDay ? key : `${key}-01`;
    const next = isDay ? addDays(key, 1) : addMonths(first, 1);
    const start = index === 0 ? range.start : localMidnight(first, timezone);
    const end = index === keys.length - 1 ? range.end : localMidnight(next, timezone);
    return { key, start, end };
  });
}

/** The step that a local day is in. */
export function stepKeyOf(day: string, steps: readonly Step[]): string {
  return day.slice(0, steps[0]?.key.length ?? day.length);
}
