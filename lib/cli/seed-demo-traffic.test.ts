import { describe, expect, it } from 'vitest';
import { GEOCODA } from '@/prisma/demo/geocoda';
import { type DemoUse, trafficOf } from '@/prisma/demo/traffic';
import { WEATHER_NOW } from '@/prisma/demo/weather-now';

const SPAN = { start: new Date('2026-07-01T10:00:00Z'), end: new Date('2026-09-28T10:00:00Z') };
const STORIES = [WEATHER_NOW, GEOCODA];

const CUSTOMERS = STORIES.flatMap((story) =>
  story.customers.map((customer) => {
    const api = { ...story, timezone: story.input.timezone };
    return { customer, usesIn: (span = SPAN) => [...trafficOf(api, customer, span)] };
  }),
);

const unitsOf = (uses: DemoUse[]) => uses.reduce((sum, { quantity }) => sum + Number(quantity), 0);

describe('the demo’s traffic', () => {
  it('is the same at every run', () => {
    const [first] = CUSTOMERS;
    expect(first?.usesIn()).toEqual(first?.usesIn());
  });

  it('lies in its span, under ids of its own', () => {
    const ids = new Set<string>();
    let count = 0;
    for (const { usesIn } of CUSTOMERS) {
      for (const { eventId, occurredAt } of usesIn()) {
        expect(occurredAt >= SPAN.start && occurredAt < SPAN.end).toBe(true);
        ids.add(eventId);
        count++;
      }
    }
    expect(ids.size).toBe(count);
  });

  it('is skewed: the busiest fifth of the customers makes most of it', () => {
    const units = CUSTOMERS.map(({ usesIn }) => unitsOf(usesIn())).sort((left, right) => right - left);
    const all = units.reduce((sum, one) => sum + one, 0);
    const busiest = units.slice(0, Math.ceil(units.length / 5)).reduce((sum, one) => sum + one, 0);
    expect(busiest).toBeGreaterThan(all / 2);
  });

  it('keeps customers of a free plan within its thousand calls a month', () => {
    for (const { customer, usesIn } of CUSTOMERS.filter((one) => one.customer.plan === 'free')) {
      for (let start = SPAN.start.getTime(); start < SPAN.end.getTime(); start += 31 * 86_400_000) {
        const month = usesIn().filter(({ occurredAt }) => {
          const since = occurredAt.getTime() - start;
          return since >= 0 && since < 31 * 86_400_000;
        });
        expect(unitsOf(month), customer.externalId).toBeLessThanOrEqual(1000);
      }
    }
  });

  it('rests at night and at weekends where offices call', () => {
    const office = CUSTOMERS.filter(({ customer }) => customer.rhythm === 'office');
    const weekdays = [0, 0, 0, 0, 0, 0, 0];
    for (const { usesIn } of office) {
      for (const { occurredAt } of usesIn())
        weekdays[occurredAt.getUTCDay()] = (weekdays[occurredAt.getUTCDay()] ?? 0) + 1;
    }
    expect(weekdays[2]).toBeGreaterThan(3 * (weekdays[0] ?? 0));
  });
});
