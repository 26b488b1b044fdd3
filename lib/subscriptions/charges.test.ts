import { describe, expect, it } from 'vitest';
import type { Plan } from '@/lib/plans';
import { chargesOfSegments } from './charges';

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const window = { start: at(1), end: at(31) };
const plan = (id: string, unitPrice: string, fields: Partial<Plan> = {}) =>
  ({
    id,
    version: 1,
    chargeableStatus: 'below_500',
    prices: [{ meter: 'calls', model: 'standard', unitPrice }],
    ...fields,
  }) as Plan;
const segment = (from: number, to: number, of: Plan) => ({
  span: { start: at(from), end: at(to) },
  plan: of,
});
const told = (segments: ReturnType<typeof segment>[]) =>
  chargesOfSegments(segments, window).map(({ meter, span, planId, isWhole }) => [
    meter,
    span.start.getUTCDate(),
    span.end.getUTCDate(),
    planId,
    isWhole,
  ]);

describe('charges of a window', () => {
  it('are one a meter while the price stays', () => {
    expect(told([segment(1, 31, plan('a', '1'))])).toEqual([['calls', 1, 31, 'a', true]]);
    expect(told([segment(1, 10, plan('a', '1')), segment(10, 31, plan('b', '1'))])).toEqual([
      ['calls', 1, 31, 'a', true],
    ]);
  });

  it('are cut where the price or what is charged changes; the last part alone is whole', () => {
    expect(told([segment(1, 10, plan('a', '1')), segment(10, 31, plan('b', '2'))])).toEqual([
      ['calls', 1, 10, 'a', false],
      ['calls', 10, 31, 'b', true],
    ]);
    const all = plan('b', '1', { chargeableStatus: 'all' });
    expect(told([segment(1, 10, plan('a', '1')), segment(10, 31, all)])).toHaveLength(2);
  });

  it('leave out what a plan does not price', () => {
    expect(told([segment(1, 10, plan('a', '1', { prices: [] })), segment(10, 31, plan('b', '2'))])).toEqual([
      ['calls', 10, 31, 'b', true],
    ]);
  });
});
