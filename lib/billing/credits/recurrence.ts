import { type BillingInterval, periodAt } from '@/lib/core/period';

/** Pure: when a grant comes again. */

export interface Recurring {
  recurInterval: string | null;
  /** The local date on which it was granted. */
  recurAnchor: string | null;
  expiresAt: Date | null;
}

/**
 * The first recurrence after an instant: local midnight of the anchor day, a month or a year on (the last day of a
 * shorter month). Null for a grant that comes once, and where it expires before.
 */
export function nextRecurrence(grant: Recurring, after: Date, timezone: string): Date | null {
  const { recurInterval, recurAnchor, expiresAt } = grant;
  if (recurInterval === null || recurAnchor === null) return null;
  const next = periodAt(recurAnchor, recurInterval as BillingInterval, timezone, after).end;
  return expiresAt !== null && next >= expiresAt ? null : next;
}
