import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  type BillingInterval,
  dayBounds,
  daysBetween,
  isIsoDay,
  isTimeZone,
  localDayOf,
  localDaysOf,
  localMidnight,
  localMonthOf,
  monthBounds,
  nextPeriod,
  periodAt,
  periodOfIndex,
  periodsBetween,
  quotaWindowAt,
  quotaWindowsOf,
} from './period';

const at = (iso: string) => new Date(iso);
const ZONES = [
  'UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Havana',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Africa/Cairo',
];
const zoneArbitrary = fc.constantFrom(...ZONES);
const dayArbitrary = fc.integer({ min: 0, max: 20000 }).map((days) => addDays('1990-01-01', days));
const instantArbitrary = fc
  .integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2044, 0, 1) })
  .map((epochMs) => new Date(epochMs));

describe('local midnight', () => {
  it.each([
    ['2026-07-01', 'UTC', '2026-07-01T00:00:00.000Z'],
    ['2026-07-01', 'Asia/Kolkata', '2026-06-30T18:30:00.000Z'],
    ['2026-07-01', 'Asia/Kathmandu', '2026-06-30T18:15:00.000Z'],
    ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
    ['2026-01-01', 'America/New_York', '2026-01-01T05:00:00.000Z'],
  ])('of %s in %s is %s', (day, zone, instant) => {
    expect(localMidnight(day, zone).toISOString()).toBe(instant);
  });

  it('is the end of the gap where daylight saving skips it', () => {
    expect(localMidnight('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
    expect(localDayOf(at('2018-11-04T03:00:00Z'), 'America/Sao_Paulo')).toBe('2018-11-04');
    expect(localDayOf(at('2018-11-04T02:59:59.999Z'), 'America/Sao_Paulo')).toBe('2018-11-03');
  });

  it('is the first of two where the clock is set back to it', () => {
    expect(localMidnight('2026-11-01', 'America/Havana').toISOString()).toBe('2026-11-01T04:00:00.000Z');
  });
});

describe('days', () => {
  it('last 23, 24 or 25 hours, or half an hour more or less', () => {
    const hours = (day: string, zone: string) => {
      const { start, end } = dayBounds(day, zone);
      return (end.getTime() - start.getTime()) / 3600000;
    };
    expect(hours('2026-03-08', 'America/New_York')).toBe(23);
    expect(hours('2026-11-01', 'America/New_York')).toBe(25);
    expect(hours('2026-07-01', 'Asia/Kolkata')).toBe(24);
    expect(hours('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
    expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
  });

  it('never return to yesterday where the clock is set back just after midnight', () => {
    // St John's once moved from 00:01 to 23:01: the wall shows the day before again.
    const again = at('2009-11-01T02:35:00Z');
    expect(localDayOf(again, 'America/St_Johns')).toBe('2009-11-01');
  });

  it('contain exactly the instants that belong to them', () => {
    fc.assert(
      fc.property(instantArbitrary, zoneArbitrary, (instant, zone) => {
        const { start, end } = dayBounds(localDayOf(instant, zone), zone);
        expect(start <= instant && instant < end).toBe(true);
      }),
    );
  });

  it('are counted by the calendar, not by hours', () => {
    expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31);
    expect(daysBetween('2024-02-01', '2024-03-01')).toBe(29);
    expect(daysBetween('2026-03-10', '2026-03-01')).toBe(-9);
    expect(daysBetween('2025-12-31', '2026-12-31')).toBe(365);
  });

  it('of a span are listed, the end excluded', () => {
    const span = { start: at('2026-06-30T18:30:00Z'), end: at('2026-07-02T18:30:00Z') };
    expect(localDaysOf(span, 'Asia/Kolkata')).toEqual(['2026-07-01', '2026-07-02']);
    expect(localDaysOf({ start: span.start, end: span.start }, 'Asia/Kolkata')).toEqual([]);
  });

  it('move by months to the last day of a shorter one', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '', '20260101', '2026-01-01T00:00:00Z'])(
    'refuse %j',
    (day) => {
      expect(isIsoDay(day)).toBe(false);
      expect(() => localMidnight(day, 'UTC')).toThrow(expect.objectContaining({ code: 'validation_failed' }));
    },
  );
});

describe('months', () => {
  it('run from local midnight to local midnight', () => {
    expect(monthBounds('2026-02', 'Asia/Kolkata')).toEqual({
      start: at('2026-01-31T18:30:00Z'),
      end: at('2026-02-28T18:30:00Z'),
    });
    expect(localMonthOf(at('2026-01-31T18:30:00Z'), 'Asia/Kolkata')).toBe('2026-02');
    expect(() => monthBounds('2026-13', 'UTC')).toThrow();
  });
});

describe('time zones', () => {
  it.each([
    ['Asia/Kolkata', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['', false],
    ['+05:30', false],
  ])('%j is known: %s', (zone, known) => {
    expect(isTimeZone(zone)).toBe(known);
  });
});

describe('monthly periods', () => {
  it('of an anchor on the 31st fall on the last day of short months and return to the 31st', () => {
    const days = [0, 1, 2, 3, 4, 12, 13].map(
      (index) => periodOfIndex('2026-01-31', 'month', 'Asia/Kolkata', index).startDay,
    );
    expect(days).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2027-01-31',
      '2027-02-28',
    ]);
  });

  it.each([
    ['2024-01-29', '2025-02-28', '2024-02-29'],
    ['2024-01-30', '2025-02-28', '2024-02-29'],
  ])('of an anchor on %s know leap years', (anchor, common, leap) => {
    expect(periodOfIndex(anchor, 'month', 'UTC', 13).startDay).toBe(common);
    expect(periodOfIndex(anchor, 'month', 'UTC', 1).startDay).toBe(leap);
  });

  it('are half-open: the last millisecond is in, the end is in the next', () => {
    const period = periodAt('2026-01-31', 'month', 'Asia/Kolkata', at('2026-02-27T18:30:00Z'));
    expect(period).toEqual({
      index: 1,
      startDay: '2026-02-28',
      endDay: '2026-03-31',
      start: at('2026-02-27T18:30:00Z'),
      end: at('2026-03-30T18:30:00Z'),
    });
    expect(periodAt('2026-01-31', 'month', 'Asia/Kolkata', at('2026-02-27T18:29:59.999Z')).index).toBe(0);
    expect(nextPeriod('2026-01-31', 'month', 'Asia/Kolkata', period).start).toEqual(period.end);
  });

  it('start at the midnight before a subscription that starts in the middle of a day', () => {
    const startedAt = at('2026-07-10T09:15:00Z');
    const anchor = localDayOf(startedAt, 'Asia/Kolkata');
    expect(periodAt(anchor, 'month', 'Asia/Kolkata', startedAt).start).toEqual(at('2026-07-09T18:30:00Z'));
  });

  it('keep to local midnight over daylight saving', () => {
    const period = periodOfIndex('2026-02-15', 'month', 'America/New_York', 1);
    expect(period.start).toEqual(at('2026-03-15T04:00:00Z'));
    expect(periodOfIndex('2026-02-15', 'month', 'America/New_York', 0).start).toEqual(
      at('2026-02-15T05:00:00Z'),
    );
  });
});

describe('yearly periods', () => {
  it('of 29 February fall on the 28th in common years and return', () => {
    const days = [0, 1, 2, 3, 4].map((index) => periodOfIndex('2024-02-29', 'year', 'UTC', index).startDay);
    expect(days).toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });

  it('hold twelve quota windows that fill them exactly', () => {
    fc.assert(
      fc.property(dayArbitrary, zoneArbitrary, fc.integer({ min: 0, max: 5 }), (anchor, zone, index) => {
        const year = periodOfIndex(anchor, 'year', zone, index);
        const windows = quotaWindowsOf(anchor, zone, year);
        expect(windows).toHaveLength(12);
        expect(windows[0]?.start).toEqual(year.start);
        expect(windows.at(-1)?.end).toEqual(year.end);
      }),
      { numRuns: 40 },
    );
  });
});

describe('every calendar', () => {
  const intervalArbitrary = fc.constantFrom<BillingInterval>('month', 'year');

  it('finds the one period that contains an instant, before and after the anchor', () => {
    fc.assert(
      fc.property(
        dayArbitrary,
        intervalArbitrary,
        zoneArbitrary,
        instantArbitrary,
        (anchor, interval, zone, instant) => {
          const period = periodAt(anchor, interval, zone, instant);
          expect(period.start <= instant && instant < period.end).toBe(true);
          expect(localDayOf(period.start, zone)).toBe(period.startDay);
          expect(nextPeriod(anchor, interval, zone, period).start).toEqual(period.end);
          expect(periodAt(anchor, interval, zone, period.start).index).toBe(period.index);
        },
      ),
    );
  });

  it('covers a span without gap or overlap', () => {
    const span = { start: at('2025-12-15T00:00:00Z'), end: at('2026-04-01T00:00:00Z') };
    const periods = periodsBetween('2025-12-31', 'month', 'UTC', span);
    expect(periods.map(({ startDay }) => startDay)).toEqual([
      '2025-11-30',
      '2025-12-31',
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
    ]);
    expect(periodsBetween('2025-12-31', 'month', 'UTC', { start: span.end, end: span.start })).toEqual([]);
    expect(quotaWindowAt('2025-12-31', 'UTC', at('2026-02-28T00:00:00Z')).startDay).toBe('2026-02-28');
  });
});
