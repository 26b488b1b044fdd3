import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localMidnight } from '@/lib/core/period';
import { baseItem, prorationItems } from './proration';

const ZONE = 'Asia/Kolkata';
const plan = (name: string, basePrice: string, proration: 'time' | 'usage_or_time' | 'none' = 'time') => ({
  slug: name.toLowerCase(),
  name,
  currency: 'INR',
  basePrice,
  proration,
  taxCode: null,
  prices: [{ meter: 'calls', model: 'standard' as const, unitPrice: '0.001', included: '50000' }],
});
const start = localMidnight('2026-04-01', ZONE);
const period = { start, end: localMidnight('2026-05-01', ZONE) };
const onDay = (day: string) => new Date(localMidnight(day, ZONE).getTime() + 1000);
const change = (from = plan('Starter', '49'), to = plan('Professional', '199'), day = '2026-04-11') => ({
  ...{
    from,
    to,
    period,
    at: onDay(day),
    timezone: ZONE,
    consumed: [] as { meter: string; quantity: string }[],
  },
});
const amounts = (items: { amount: bigint }[]) => items.map(({ amount }) => amount);

describe('a base fee', () => {
  it('names its days; a plan without one has none', () => {
    expect(baseItem(plan('Starter', '49.00'), period, ZONE)).toMatchObject({
      kind: 'base',
      description: 'Starter, 2026-04-01 to 2026-04-30',
      amount: 4900n,
      exact: '49',
    });
    expect(baseItem(plan('Free', '0.00'), period, ZONE)).toBeNull();
  });
});

describe('proration by time', () => {
  it.each([
    ['2026-04-01', [-4900n, 19_900n]],
    ['2026-04-11', [-3267n, 13_267n]],
    ['2026-04-30', [-163n, 663n]],
  ])('on %s gives back and charges the days that are left, that day among them', (day, expected) => {
    expect(amounts(prorationItems(change(undefined, undefined, day)))).toEqual(expected);
  });

  it('leaves out what costs nothing', () => {
    expect(amounts(prorationItems(change(plan('Free', '0'))))).toEqual([13_267n]);
  });

  it('back and forth on one day costs nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29 }), fc.integer({ min: 0, max: 99_999 }), (day, price) => {
        const [a, b] = [plan('A', '49'), plan('B', String(price))];
        const on = addDays('2026-04-01', day);
        const there = prorationItems(change(a, b, on));
        const back = prorationItems(change(b, a, on));
        expect(amounts([...there, ...back]).reduce((sum, amount) => sum + amount, 0n)).toBe(0n);
      }),
    );
  });
});

describe('proration by usage or time', () => {
  it.each([
    ['nothing used', '0', -3267n],
    ['less than its share used', '10000', -3267n],
    ['more than its share used', '45000', -490n],
    ['all used', '50000', null],
    ['more than all used', '60000', null],
  ])('with %s gives back no more than either has left', (_, quantity, credit) => {
    const consumed = [{ meter: 'calls', quantity }];
    const items = prorationItems({ ...change(plan('Starter', '49', 'usage_or_time')), consumed });
    expect(amounts(items)).toEqual(credit === null ? [13_267n] : [credit, 13_267n]);
  });
});

describe('no proration', () => {
  it('changes nothing before the next period', () => {
    expect(prorationItems(change(plan('Starter', '49', 'none')))).toEqual([]);
  });
});
