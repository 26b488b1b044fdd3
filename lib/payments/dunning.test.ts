import { describe, expect, it } from 'vitest';
import { dunningSettings, nextStep } from './dunning';

const DEFAULT = dunningSettings.parse({});
const FIRST = new Date('2026-05-01T10:00:00Z');
const day = (count: number) => new Date(FIRST.getTime() + count * 86_400_000);

describe('by default', () => {
  it.each([
    [0, 0, 1, 2],
    [1, 2, 2, 7],
    [2, 7, 3, 14],
    [3, 14, 4, 21],
    [4, 21, 5, null],
  ])(
    'after %d failures the one of day %d is number %d, and the next is on day %s',
    (before, on, attempt, next) => {
      const step = nextStep(DEFAULT, {
        failedBefore: before,
        failingSince: before === 0 ? null : FIRST,
        now: day(on),
        isHard: false,
      });
      expect(step).toEqual({
        attempt,
        of: 5,
        nextAttemptAt: next === null ? null : day(next),
        accessStopsAt: day(3),
      });
    },
  );

  it('a hard decline is not tried again, and calls stop all the same', () => {
    const step = nextStep(DEFAULT, { failedBefore: 0, failingSince: null, now: FIRST, isHard: true });
    expect(step).toEqual({ attempt: 1, of: 5, nextAttemptAt: null, accessStopsAt: day(3) });
  });

  it('a try beyond the schedule (a new card, by hand) counts as the last', () => {
    const step = nextStep(DEFAULT, { failedBefore: 5, failingSince: FIRST, now: day(30), isHard: false });
    expect(step).toMatchObject({ attempt: 5, of: 5, nextAttemptAt: null, accessStopsAt: day(3) });
  });
});

it('a provider may never stop calls, stop them at once, or try but once', () => {
  const failure = { failedBefore: 0, failingSince: null, now: FIRST, isHard: false };
  const never = dunningSettings.parse({ graceDays: null, waitDays: [0] });
  expect(nextStep(never, failure)).toEqual({ attempt: 1, of: 1, nextAttemptAt: null, accessStopsAt: null });
  const once = dunningSettings.parse({ graceDays: 0 });
  expect(nextStep(once, failure).accessStopsAt).toEqual(FIRST);
});

it.each([
  { waitDays: [] },
  { waitDays: [-1] },
  { waitDays: [1.5] },
  { graceDays: -1 },
  { graceDays: 61 },
  { withoutCard: 'never' },
  { retries: 3 },
])('%j is no schedule', (settings) => {
  expect(dunningSettings.safeParse(settings).success).toBe(false);
});
