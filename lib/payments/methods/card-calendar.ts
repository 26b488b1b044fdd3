/** Pure: when a card ends. A card is good until the last day of its month. */
export interface CardExpiry {
  expMonth: number | null;
  expYear: number | null;
}

/** Long enough to find another card before the next month's invoice. */
const WARNED_DAYS_BEFORE = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The first instant at which the card is no good any more; null for what has no expiry. */
export function endOfCard({ expMonth, expYear }: CardExpiry): Date | null {
  if (expMonth === null || expYear === null) return null;
  // Date.UTC counts months from zero, so this is the first of the month that follows.
  return new Date(Date.UTC(expYear, expMonth, 1));
}

/** When its holder is to be warned; null for what has no expiry or had it before. */
export function warnAtOf(card: CardExpiry, now: Date): Date | null {
  const end = endOfCard(card);
  if (!end || end <= now) return null;
  return new Date(end.getTime() - WARNED_DAYS_BEFORE * DAY_MS);
}

export function isExpired(card: CardExpiry, now: Date): boolean {
  const end = endOfCard(card);
  return end !== null && end <= now;
}

export function expiresSoon(card: CardExpiry, now: Date): boolean {
  const warnAt = warnAtOf(card, now);
  return warnAt !== null && warnAt <= now;
}
