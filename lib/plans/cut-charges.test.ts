import { describe, expect, it } from 'vitest';
import type { Price } from '@/lib/pricing';
import { cutCharges, cutWindow, type TermsInForce } from './cut-charges';

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const window = { start: at(1), end: at(31) };
const plan = (planId: string, unitPrice: string, fields: Partial<TermsInForce> = {}): TermsInForce => ({
  planId,
  planVersion: 1,
  chargeableBelow: 500,
  prices: [{ meter: 'calls', model: 'standard', unitPrice } as Price],
  ...fields,
});
const segment = (from: number, to: number, terms: TermsInForce) => ({
  span: { start: at(from), end: at(to) },
  terms,
});
const told = (segments: ReturnType<typeof segment>[]) =>
  cutCharges(segments, window).map(({ meter, span, planId, isWhole }) => [
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
    const all = plan('b', '1', { chargeableBelow: 1000 });
    expect(told([segment(1, 10, plan('a', '1')), segment(10, 31, all)])).toHaveLength(2);
  });

  it('leave out what a plan does not price', () => {
    expect(told([segment(1, 10, plan('a', '1', { prices: [] })), segment(10, 31, plan('b', '2'))])).toEqual([
      ['calls', 10, 31, 'b', true],
    ]);
  });
});

describe('a window', () => {
  it('is cut at each phase that reaches into it; the rest is the present plan’s', () => {
    const [a, b, c] = [plan('a', '1'), plan('b', '2'), plan('c', '3')];
    const parts = cutWindow({ start: at(5), end: at(20) }, [segment(1, 8, a), segment(8, 12, b)], c);
    expect(
      parts.map(({ span, terms }) => [span.start.getUTCDate(), span.end.getUTCDate(), terms.planId]),
    ).toEqual([
      [5, 8, 'a'],
      [8, 12, 'b'],
      [12, 20, 'c'],
    ]);
    expect(cutWindow(window, [], a)).toEqual([{ span: window, terms: a }]);
  });

  it('that a change ended exactly with has nothing of the present plan', () => {
    const parts = cutWindow({ start: at(1), end: at(8) }, [segment(1, 8, plan('a', '1'))], plan('b', '2'));
    expect(parts.map(({ terms }) => terms.planId)).toEqual(['a']);
  });
});
