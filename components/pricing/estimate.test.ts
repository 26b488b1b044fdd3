import { describe, expect, it } from 'vitest';
import type { Price } from '@/lib/pricing';
import { estimatePlans } from './estimate';
import type { SoldPlan } from './plan-facts';

function plan(slug: string, basePrice: string, price: object | null, more: Partial<SoldPlan> = {}) {
  return {
    slug,
    name: slug,
    description: '',
    currency: 'USD',
    interval: 'month',
    basePrice,
    trialDays: 0,
    prices: price ? [{ meter: 'calls', ...price } as Price] : [],
    rateLimit: null,
    quotas: [],
    features: [],
    highlighted: false,
    ...more,
  } satisfies SoldPlan;
}

const STARTER = plan('starter', '49.00', { model: 'standard', included: '50000', unitPrice: '0.001' });
const TIERED = plan('tiered', '0', {
  model: 'graduated',
  tiers: [
    { upTo: '1000', unitPrice: '0.01' },
    { upTo: null, unitPrice: '0.005', flatFee: '5' },
  ],
});
const FREE = plan('free', '0', null, { quotas: [{ meter: 'calls', limit: 1000, hard: true }] });

describe('an estimate', () => {
  it('says how it comes about: base price, included units, the rest', () => {
    expect(estimatePlans([STARTER], '150000')[0]).toMatchObject({
      amount: '$149.00',
      steps: [
        { what: 'Base price', amount: '$49.00' },
        { what: '50,000 included', amount: '$0.00' },
        { what: '100,000 × $0.001', amount: '$100.00' },
      ],
    });
  });

  it('goes through the tiers', () => {
    expect(estimatePlans([TIERED], '3000')[0]).toMatchObject({
      amount: '$25.00',
      steps: [
        { what: '0 to 1,000: 1,000 × $0.01', amount: '$10.00' },
        { what: 'above 1,000: 2,000 × $0.005', amount: '$10.00' },
        { what: 'above 1,000: 1 × $5', amount: '$5.00' },
      ],
    });
  });

  it('has no arithmetic where everything is included', () => {
    expect(estimatePlans([STARTER], '100')[0]?.steps).toEqual([
      { what: 'Base price', amount: '$49.00' },
      { what: '100 included', amount: '$0.00' },
    ]);
  });

  it('spreads a yearly price over its months', () => {
    const yearly = plan('yearly', '490.00', null, { interval: 'year' });
    expect(estimatePlans([yearly], '0')[0]).toMatchObject({
      amount: '$40.83',
      steps: [{ what: '$490 a year ÷ 12', amount: '$40.83' }],
    });
  });

  it('is none where a hard quota ends before', () => {
    expect(estimatePlans([FREE], '1001')[0]).toMatchObject({ amount: null, steps: [] });
  });

  it('names the cheapest that is enough', () => {
    const cheapest = (calls: string) =>
      estimatePlans([FREE, STARTER, TIERED], calls).filter(({ isCheapest }) => isCheapest);
    expect(cheapest('1000').map(({ slug }) => slug)).toEqual(['free']);
    expect(cheapest('5000').map(({ slug }) => slug)).toEqual(['tiered']);
    expect(cheapest('50000').map(({ slug }) => slug)).toEqual(['starter']);
  });
});
