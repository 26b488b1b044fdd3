import {
  type BillingInterval,
  localDayOf,
  localMidnight,
  nextPeriod,
  type Period,
  periodAt,
} from '@/lib/core/period';

/** Pure: when a subscription's periods begin and end, and when something must next be done about it. */

const DAY_MS = 24 * 60 * 60 * 1000;
/** More than two time zones can lie apart. */
const ZONES_APART_MS = 2 * DAY_MS;

export interface Opening {
  status: 'trialing' | 'active';
  anchorDate: string;
  currentPeriodStart: Date;
  currentPeriodEnd: Date;
  trialEndsAt: Date | null;
}

/**
 * How a subscription opens. A trial is a period of its own; the paid periods are counted from the day on which
 * it ends, so that the first of them is whole.
 */
export function openingOf(
  startAt: Date,
  interval: BillingInterval,
  timezone: string,
  trialDays: number,
): Opening {
  const anchorDate = localDayOf(startAt, timezone);
  if (trialDays > 0) {
    const trialEndsAt = new Date(startAt.getTime() + trialDays * DAY_MS);
    return {
      status: 'trialing',
      anchorDate,
      currentPeriodStart: localMidnight(anchorDate, timezone),
      currentPeriodEnd: trialEndsAt,
      trialEndsAt,
    };
  }
  const period = paidPeriodAt(startAt, { anchorDate, interval, timezone });
  return { status: 'active', anchorDate, ...period, trialEndsAt: null };
}

export interface Calendar {
  anchorDate: string;
  interval: BillingInterval;
  timezone: string;
}

/** The billing period that holds an instant, by the names of the subscription's columns. */
export function paidPeriodAt(
  instant: Date,
  { anchorDate, interval, timezone }: Calendar,
): { currentPeriodStart: Date; currentPeriodEnd: Date } {
  const { start, end } = periodFrom(anchorDate, interval, timezone, instant);
  return { currentPeriodStart: start, currentPeriodEnd: end };
}

/**
 * The period that holds an instant or, just before the next one begins, the next: where the provider moved to
 * another time zone, what ended at the old midnight must not begin once more for the hours until the new one.
 */
function periodFrom(anchor: string, interval: BillingInterval, timezone: string, instant: Date): Period {
  const period = periodAt(anchor, interval, timezone, instant);
  const isAlmostOver = period.end.getTime() - instant.getTime() < ZONES_APART_MS;
  return isAlmostOver ? nextPeriod(anchor, interval, timezone, period) : period;
}

/** The columns that say when something is due. */
export interface Due {
  status: string;
  startedAt: Date;
  anchorDate: string;
  currentPeriodEnd: Date;
  cancelAt: Date | null;
  usageFrom: Date | null;
}

/**
 * The next instant at which something must be done: it begins, its trial, its monthly window of usage or its
 * period ends, or it is over, whichever comes first.
 */
export function closeAtOf(due: Due, timezone: string): Date {
  const instants = [due.cancelAt].filter((instant) => instant !== null);
  if (due.usageFrom === null) return earliest([due.startedAt, ...instants]);
  instants.push(due.currentPeriodEnd);
  if (due.status !== 'trialing') {
    instants.push(periodFrom(due.anchorDate, 'month', timezone, due.usageFrom).end);
  }
  return earliest(instants);
}

function earliest(instants: Date[]): Date {
  return new Date(Math.min(...instants.map((instant) => instant.getTime())));
}

/** The later of two instants. */
export function later(left: Date | null, right: Date): Date {
  return left === null ? right : new Date(Math.max(left.getTime(), right.getTime()));
}
