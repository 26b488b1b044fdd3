const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Pauses after each failed attempt, as Standard Webhooks recommends: ten attempts over a little more than three days. */
const PAUSES_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** Up to a tenth longer, so that what failed together does not come back together. */
const JITTER_PERCENT = 10;

/** An endpoint that has not answered once for this long is not asked again. */
export const GIVE_UP_AFTER_MS = 3 * 24 * HOUR_MS;

/**
 * How long after a failed attempt, in real milliseconds, the next is due; null when that was the last.
 * @param tries attempts so far, the failed one among them
 * @param chance from 0 up to, not including, 1
 */
export function pauseAfter(tries: number, chance: number): number | null {
  const pause = PAUSES_MS[tries - 1];
  return pause === undefined ? null : Math.floor(pause + (pause * JITTER_PERCENT * chance) / 100);
}
