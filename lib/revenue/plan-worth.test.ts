import { describe, expect, it } from 'vitest';
import { cheapestWorth, worthOn } from './plan-worth';

const plan = (slug: string, basePrice: string, unitPrice: string | null, limit?: number) => ({
  slug,
  basePrice,
  currency: 'INR',
  interval: 'month' as const,
  prices: unitPrice === null ? [] : [{ meter: 'calls', model: 'standard' as const, unitPrice }],
  quotas: limit === undefined ? [] : [{ meter: 'calls', limit, hard: true }],
});
const month = (quantity: string) => [{ meter: 'calls', quantity, calls: 1n }];

describe('what a month of use is worth', () => {
  it('is base fee and usage', () => {
    expect(worthOn(plan('a', '10', '0.01'), month('500'))).toBe(1500n);
    expect(worthOn({ ...plan('a', '120', '0'), interval: 'year' }, month('500'))).toBe(1000n);
  });

  it('is nothing that a hard quota would not let through', () => {
    expect(worthOn(plan('a', '10', null, 499), month('500'))).toBeNull();
    expect(worthOn(plan('a', '10', null, 500), month('500'))).toBe(1000n);
  });

  it('is the least that a plan with a price asks for, and never the free plan', () => {
    const plans = [plan('free', '0', null), plan('small', '10', null, 100), plan('large', '50', null)];
    expect(cheapestWorth(plans, month('60'))).toBe(1000n);
    expect(cheapestWorth(plans, month('600'))).toBe(5000n);
    expect(cheapestWorth([plan('free', '0', null)], month('1'))).toBeNull();
  });
});
