import { Temporal } from 'temporal-polyfill';
import { invalidField } from './errors';

/**
 * The calendar of billing. Days are local ISO dates (`2026-01-31`) in the provider's time zone; instants are
 * UTC `Date`s; every period is half-open, `start` included and `end` not, and each ends where the next starts.
 *
 * A subscription is anchored at the local date on which it starts. A period starts at local midnight of the
 * anchor day, so the first period of a subscription that starts in the middle of a day starts before it: at
 * local midnight of that same day.
 */

export type BillingInterval = 'month' | 'year';

/** A half-open span of time, in UTC instants. */
export interface Span {
  start: Date;
  end: Date;
}

/** One billing period. `index` counts from the anchor's own period, 0; earlier ones are negative. */
export interface Period extends Span {
  index: number;
  /** The local date on which the period starts. */
  startDay: string;
  /** The local date on which the next period starts: the first day that is not in this one. */
  endDay: string;
}

const MONTHS_OF = { month: 1, year: 12 } as const;

/** True for an IANA time zone that this runtime knows. Offsets such as `+05:30` are no time zones. */
export function isTimeZone(timezone: string): boolean {
  if (!/^[A-Za-z]/.test(timezone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
    return true;
  } catch {
    return false;
  }
}

/** True for a real calendar date in the form `YYYY-MM-DD`. */
export function isIsoDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  try {
    Temporal.PlainDate.from(day);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first instant of a local day. Where daylight saving skips midnight that is the end of the gap (01:00),
 * and where midnight comes twice it is the first.
 */
export function localMidnight(day: string, timezone: string): Date {
  return midnightOf(plainDay(day), timezone);
}

/** The span of a local day: 23, 24 or 25 hours (or other lengths where a zone moved by half an hour). */
export function dayBounds(day: string, timezone: string): Span {
  const date = plainDay(day);
  return { start: midnightOf(date, timezone), end: midnightOf(date.add({ days: 1 }), timezone) };
}

/**
 * The local day that an instant belongs to, such that `dayBounds` of it always contains the instant: also where
 * a clock set back just after midnight shows the day before once more.
 */
export function localDayOf(instant: Date, timezone: string): string {
  return dayOf(instant, timezone).toString();
}

/** The local month of an instant: `2026-01`. */
export function localMonthOf(instant: Date, timezone: string): string {
  return localDayOf(instant, timezone).slice(0, 7);
}

/** The span of a local calendar month, written `YYYY-MM`. */
export function monthBounds(month: string, timezone: string): Span {
  const first = plainDay(`${month}-01`, 'month');
  return { start: midnightOf(first, timezone), end: midnightOf(first.add({ months: 1 }), timezone) };
}

/** A local day moved by whole calendar days. */
export function addDays(day: string, days: number): string {
  return plainDay(day).add({ days }).toString();
}

/** A local day moved by whole calendar months; a day that the month lacks becomes its last. */
export function addMonths(day: string, months: number): string {
  return plainDay(day).add({ months }).toString();
}

/** Calendar days from one local day to another; negative when `toDay` is earlier. What proration counts in. */
export function daysBetween(fromDay: string, toDay: string): number {
  return plainDay(fromDay).until(plainDay(toDay), { largestUnit: 'day' }).days;
}

/** Every local day that a span touches, in order. */
export function localDaysOf(span: Span, timezone: string): string[] {
  const days: string[] = [];
  if (span.start >= span.end) return days;
  const last = localDayOf(new Date(span.end.getTime() - 1), timezone);
  for (let day = localDayOf(span.start, timezone); day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * The period of an index. Its start is counted from the anchor itself, never from the period before, so an
 * anchor on the 31st falls on the last day of a short month and returns to the 31st afterwards.
 */
export function periodOfIndex(
  anchor: string,
  interval: BillingInterval,
  timezone: string,
  index: number,
): Period {
  const months = MONTHS_OF[interval];
  const anchorDate = plainDay(anchor, 'anchor');
  const first = anchorDate.add({ months: months * index });
  const next = anchorDate.add({ months: months * (index + 1) });
  return {
    index,
    start: midnightOf(first, timezone),
    end: midnightOf(next, timezone),
    startDay: first.toString(),
    endDay: next.toString(),
  };
}

/** The period that contains an instant (an end instant belongs to the next period). */
export function periodAt(anchor: string, interval: BillingInterval, timezone: string, instant: Date): Period {
  const anchorDate = plainDay(anchor, 'anchor');
  const day = dayOf(instant, timezone);
  const monthsApart = (day.year - anchorDate.year) * 12 + (day.month - anchorDate.month);
  // Right in the anchor's month or one too far; a year also needs the months before its anniversary taken off.
  let index = Math.floor(monthsApart / MONTHS_OF[interval]);
  const start = anchorDate.add({ months: index * MONTHS_OF[interval] });
  if (Temporal.PlainDate.compare(day, start) < 0) index -= 1;
  return periodOfIndex(anchor, interval, timezone, index);
}

/** The period after a given one. */
export function nextPeriod(
  anchor: string,
  interval: BillingInterval,
  timezone: string,
  period: Pick<Period, 'index'>,
): Period {
  return periodOfIndex(anchor, interval, timezone, period.index + 1);
}

/** Every period that a span touches, in order; none for an empty span. */
export function periodsBetween(
  anchor: string,
  interval: BillingInterval,
  timezone: string,
  span: Span,
): Period[] {
  const periods: Period[] = [];
  if (span.start >= span.end) return periods;
  let period = periodAt(anchor, interval, timezone, span.start);
  while (period.start < span.end) {
    periods.push(period);
    period = nextPeriod(anchor, interval, timezone, period);
  }
  return periods;
}

/**
 * The quota window that contains an instant: always a month, also for a yearly plan, from the same anchor, so
 * that twelve windows fill a year exactly.
 */
export function quotaWindowAt(anchor: string, timezone: string, instant: Date): Period {
  return periodAt(anchor, 'month', timezone, instant);
}

/** The monthly quota windows inside a billing period: one for a month, twelve for a year. */
export function quotaWindowsOf(anchor: string, timezone: string, period: Span): Period[] {
  return periodsBetween(anchor, 'month', timezone, period);
}

function plainDay(day: string, path = 'day'): Temporal.PlainDate {
  if (!isIsoDay(day))
    throw invalidField(path, 'invalid_date', 'Must be a calendar date, such as 2026-01-31.');
  return Temporal.PlainDate.from(day);
}

function midnightOf(date: Temporal.PlainDate, timezone: string): Date {
  return new Date(date.toZonedDateTime({ timeZone: timezone }).epochMilliseconds);
}

function dayOf(instant: Date, timezone: string): Temporal.PlainDate {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timezone);
  const date = zoned.toPlainDate();
  const next = date.add({ days: 1 });
  return instant >= midnightOf(next, timezone) ? next : date;
}
