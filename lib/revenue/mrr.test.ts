import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  customersLost,
  type LastingCoupon,
  MOVEMENT_KINDS,
  movementSums,
  movementsOf,
  mrrAt,
  mrrOf,
  mrrSteps,
  type StateFact,
} from './mrr';

const at = (day: number) => new Date(Date.UTC(2026, 0, 1) + day * 86_400_000);
const fact = (day: number, over: Partial<StateFact> = {}): StateFact => ({
  subscriptionId: 'sub_1',
  customerId: 'cus_1',
  at: at(day),
  status: 'active',
  planId: 'plan_1',
  currency: 'INR',
  interval: 'month',
  basePrice: '100',
  ...over,
});
const coupon = (over: Partial<LastingCoupon>): LastingCoupon => ({
  subscriptionId: 'sub_1',
  startsAt: null,
  endsAt: null,
  kind: 'percent',
  amountMinor: 0n,
  percent: '0',
  ...over,
});
const kindsOf = (facts: StateFact[], coupons: LastingCoupon[] = []) =>
  movementsOf(mrrSteps(facts, coupons)).map(({ kind, amountMinor }) => [kind, amountMinor]);

describe('recurring revenue of a subscription', () => {
  it.each([
    ['a month is itself', { basePrice: '49.00' }, [], 4900n],
    ['a year is a twelfth', { basePrice: '1200', interval: 'year' }, [], 10_000n],
    ['a twelfth is rounded once, half away from zero', { basePrice: '0.30', interval: 'year' }, [], 3n],
    ['a trial is nothing yet', { status: 'trialing' }, [], 0n],
    ['a pause is nothing', { status: 'paused' }, [], 0n],
    ['who is late still owes', { status: 'past_due' }, [], 10_000n],
    ['yen have no minor unit', { basePrice: '500', currency: 'JPY' }, [], 500n],
    ['a percentage comes off', {}, [coupon({ percent: '12.5' })], 8750n],
    ['a fixed coupon stops at zero', {}, [coupon({ kind: 'fixed', amountMinor: 20_000n })], 0n],
    [
      'a fixed coupon comes off a yearly fee before it is divided',
      { basePrice: '1200', interval: 'year' },
      [coupon({ kind: 'fixed', amountMinor: 12_000n })],
      9000n,
    ],
    [
      'each coupon takes from what is left',
      {},
      [coupon({ percent: '50' }), coupon({ kind: 'fixed', amountMinor: 1000n })],
      4000n,
    ],
  ] as [string, Partial<StateFact>, LastingCoupon[], bigint][])('%s', (_, over, coupons, expected) => {
    expect(mrrOf(fact(0, over), coupons)).toBe(expected);
  });
});

describe('a movement', () => {
  it('is new for the first payment, also after a trial', () => {
    expect(kindsOf([fact(0, { status: 'trialing' }), fact(14)])).toEqual([['new', 10_000n]]);
  });

  it('is expansion, contraction, churn and reactivation after that', () => {
    const facts = [
      fact(0),
      fact(10, { basePrice: '250' }),
      fact(20, { basePrice: '150' }),
      fact(30, { status: 'cancelled' }),
      fact(40, { subscriptionId: 'sub_2' }),
    ];
    const steps = [...mrrSteps(facts.slice(0, 4), []), ...mrrSteps(facts.slice(4), [])];
    expect(movementsOf(steps).map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['new', 10_000n],
      ['expansion', 15_000n],
      ['contraction', -10_000n],
      ['churn', -15_000n],
      ['reactivation', 10_000n],
    ]);
  });

  it('is one for all that happens to a customer at an instant', () => {
    const left = mrrSteps([fact(0), fact(9, { status: 'cancelled' })], []);
    const right = mrrSteps([fact(9, { subscriptionId: 'sub_2', basePrice: '130' })], []);
    expect(movementsOf([...left, ...right]).map(({ kind }) => kind)).toEqual(['new', 'expansion']);
  });

  it('comes of a coupon that runs out', () => {
    expect(kindsOf([fact(0)], [coupon({ percent: '40', endsAt: at(90) })])).toEqual([
      ['new', 6000n],
      ['expansion', 4000n],
    ]);
  });

  it('never adds up two currencies', () => {
    const dollars = mrrSteps([fact(3, { subscriptionId: 'sub_2', currency: 'USD' })], []);
    const all = movementsOf([...mrrSteps([fact(0)], []), ...dollars]);
    expect(all.map(({ kind, currency }) => [kind, currency])).toEqual([
      ['new', 'INR'],
      ['new', 'USD'],
    ]);
  });
});

const histories = fc.array(
  fc.record({
    sub: fc.integer({ min: 0, max: 3 }),
    customer: fc.integer({ min: 0, max: 1 }),
    days: fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 60 }),
        status: fc.constantFrom('trialing', 'active', 'past_due', 'paused', 'cancelled'),
        basePrice: fc.integer({ min: 0, max: 100_000 }).map((minor) => (minor / 100).toFixed(2)),
        interval: fc.constantFrom('month' as const, 'year' as const),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    coupons: fc.array(
      fc.record({
        kind: fc.constantFrom('fixed' as const, 'percent' as const),
        amountMinor: fc.bigInt({ min: 0n, max: 5000n }),
        percent: fc.integer({ min: 0, max: 100 }).map(String),
        startsAt: fc.option(fc.integer({ min: 0, max: 60 }).map(at), { nil: null }),
        endsAt: fc.option(fc.integer({ min: 0, max: 60 }).map(at), { nil: null }),
      }),
      { maxLength: 2 },
    ),
  }),
  { maxLength: 6 },
);

type Histories = typeof histories extends fc.Arbitrary<infer T> ? T : never;

function told(list: Histories) {
  return list.map(({ customer, days, coupons }, index) => {
    const subscriptionId = `sub_${index}`;
    const facts = [...days]
      .sort((left, right) => left.day - right.day)
      .map(({ day, ...rest }) => fact(day, { ...rest, subscriptionId, customerId: `cus_${customer}` }));
    return { facts, coupons: coupons.map((one) => ({ ...one, subscriptionId })) };
  });
}

/** Looks at every subscription by itself, without steps or movements. */
function worthBefore(histories: ReturnType<typeof told>, instant: Date): bigint {
  const justBefore = new Date(instant.getTime() - 1);
  return histories.reduce((sum, { facts, coupons }) => {
    const last = facts.filter((one) => one.at <= justBefore).at(-1);
    if (!last) return sum;
    const inForce = coupons.filter(
      ({ startsAt, endsAt }) => (!startsAt || startsAt <= justBefore) && (!endsAt || endsAt > justBefore),
    );
    return sum + mrrOf(last, inForce);
  }, 0n);
}

describe('any history', () => {
  it('reconciles: the end is the start and what moved between, and both are what subscriptions are worth', () => {
    fc.assert(
      fc.property(
        histories,
        fc.integer({ min: 0, max: 62 }),
        fc.integer({ min: 0, max: 62 }),
        (list, one, two) => {
          const all = told(list);
          const movements = movementsOf(all.flatMap(({ facts, coupons }) => mrrSteps(facts, coupons)));
          const [start, end] = [at(Math.min(one, two)), at(Math.max(one, two))];
          const sums = movementSums(movements, start, end);
          const moved = MOVEMENT_KINDS.reduce((sum, kind) => sum + sums[kind], 0n);
          expect(mrrAt(movements, end)).toBe(mrrAt(movements, start) + moved);
          expect(mrrAt(movements, start)).toBe(worthBefore(all, start));
          expect(mrrAt(movements, end)).toBe(worthBefore(all, end));
          expect(sums.new >= 0n && sums.expansion >= 0n && sums.reactivation >= 0n).toBe(true);
          expect(sums.contraction <= 0n && sums.churn <= 0n).toBe(true);
          const { lost, atStart } = customersLost(movements, start, end);
          expect(lost).toBeLessThanOrEqual(atStart);
        },
      ),
      { numRuns: 300 },
    );
  });
});
