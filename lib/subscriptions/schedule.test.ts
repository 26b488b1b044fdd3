import { describe, expect, it } from 'vitest';
import { closeAtOf, openingOf, paidPeriodAt } from './schedule';

const KOLKATA = 'Asia/Kolkata';
const at = (text: string) => new Date(text);
const midnight = (day: string) => at(`${day}T00:00:00+05:30`);

describe('an opening', () => {
  it('counts periods from local midnight of the day of the start', () => {
    // 20:00 UTC is the next day in Kolkata.
    expect(openingOf(at('2026-01-30T20:00:00Z'), 'month', KOLKATA, 0)).toEqual({
      status: 'active',
      anchorDate: '2026-01-31',
      currentPeriodStart: midnight('2026-01-31'),
      currentPeriodEnd: midnight('2026-02-28'),
      trialEndsAt: null,
    });
  });

  it('with a trial is a period of whole days of its own', () => {
    expect(openingOf(at('2026-01-10T06:00:00Z'), 'month', KOLKATA, 14)).toMatchObject({
      status: 'trialing',
      currentPeriodStart: midnight('2026-01-10'),
      currentPeriodEnd: at('2026-01-24T06:00:00Z'),
      trialEndsAt: at('2026-01-24T06:00:00Z'),
    });
  });
});

describe('the next close', () => {
  const due = {
    status: 'active',
    startedAt: midnight('2026-01-10'),
    anchorDate: '2026-01-10',
    currentPeriodEnd: midnight('2027-01-10'),
    cancelAt: null,
    usageFrom: midnight('2026-01-10'),
  };

  it.each([
    ['the start, before it has begun', { usageFrom: null }, midnight('2026-01-10')],
    ['a month of usage in a year', {}, midnight('2026-02-10')],
    ['the period', { currentPeriodEnd: midnight('2026-01-20') }, midnight('2026-01-20')],
    ['the cancellation', { cancelAt: midnight('2026-01-15') }, midnight('2026-01-15')],
    [
      'a cancellation before the start',
      { usageFrom: null, cancelAt: midnight('2026-01-05') },
      midnight('2026-01-05'),
    ],
    [
      'the trial, whatever its usage',
      { status: 'trialing', currentPeriodEnd: midnight('2026-04-10') },
      midnight('2026-04-10'),
    ],
  ])('is the end of %s', (_, changes, expected) => {
    expect(closeAtOf({ ...due, ...changes }, KOLKATA)).toEqual(expected);
  });
});

describe('a provider that moves to another time zone', () => {
  it.each([
    ['UTC', '2026-03-01T00:00:00.000Z'],
    ['America/Los_Angeles', '2026-03-01T08:00:00.000Z'],
    ['Pacific/Auckland', '2026-02-28T11:00:00.000Z'],
  ])('to %s begins no period twice', (timezone, end) => {
    const ended = midnight('2026-02-01');
    const calendar = { anchorDate: '2026-01-01', interval: 'month' as const, timezone };
    expect(paidPeriodAt(ended, calendar).currentPeriodEnd).toEqual(at(end));
  });
});
