import { expect, it } from 'vitest';
import { GIVE_UP_AFTER_MS, pauseAfter } from './retries';

const HOUR_MS = 3_600_000;

it('ten attempts are made: after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 hours', () => {
  const pauses = Array.from({ length: 10 }, (_, index) => pauseAfter(index + 1, 0));
  const hours = [2, 5, 10, 14, 20, 24].map((count) => count * HOUR_MS);
  expect(pauses).toEqual([5_000, 300_000, 1_800_000, ...hours, null]);
});

it('they last a little more than three days, so that one who fails them all has failed long enough', () => {
  let total = 0;
  for (let tries = 1; pauseAfter(tries, 0) !== null; tries++) total += pauseAfter(tries, 0) as number;
  expect(total).toBeGreaterThan(GIVE_UP_AFTER_MS);
  expect(total).toBeLessThan(GIVE_UP_AFTER_MS + 6 * HOUR_MS);
});

it('chance makes a pause at most a tenth longer, never shorter', () => {
  for (const chance of [0, 0.3, 0.999]) {
    expect(pauseAfter(1, chance)).toBeGreaterThanOrEqual(5_000);
    expect(pauseAfter(1, chance)).toBeLessThan(5_500);
  }
});
