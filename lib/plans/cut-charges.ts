import type { Span } from '@/lib/core/period';
import type { Price } from '@/lib/pricing';

/** Pure: by which prices the usage of a window is charged, where the plan changed in the middle of it. */

/** What of a plan version decides what usage costs. */
export interface TermsInForce {
  planId: string;
  planVersion: number;
  prices: readonly Price[];
  /** Calls with a status at or above this are not charged. */
  chargeableBelow: number;
}

/** A part of a window with the terms that were in force in it. */
export interface Segment<Terms> {
  span: Span;
  terms: Terms;
}

/** Usage of one meter in one span at one price. */
export interface ChargeSpan {
  meter: string;
  span: Span;
  planId: string;
  planVersion: number;
  /** False for what a change of plan cut off: it owes no minimum spend. */
  isWhole: boolean;
}

export interface PricedSpan extends ChargeSpan {
  price: Price;
  chargeableBelow: number;
}

/** Cuts a window where the terms changed; `phases` are what was before, in order of time. */
export function cutWindow<Terms>(
  window: Span,
  phases: readonly Segment<Terms>[],
  current: Terms,
): Segment<Terms>[] {
  const parts = phases.flatMap(({ span, terms }) => {
    const start = new Date(Math.max(span.start.getTime(), window.start.getTime()));
    const end = new Date(Math.min(span.end.getTime(), window.end.getTime()));
    return start < end ? [{ span: { start, end }, terms }] : [];
  });
  const from = parts.at(-1)?.span.end ?? window.start;
  if (from < window.end) parts.push({ span: { start: from, end: window.end }, terms: current });
  return parts;
}

/** Neighbouring segments that price a meter alike are one charge, so that its included units count once. */
export function cutCharges(segments: readonly Segment<TermsInForce>[], window: Span): PricedSpan[] {
  const charges: PricedSpan[] = [];
  const meters = new Set(segments.flatMap(({ terms }) => terms.prices.map(({ meter }) => meter)));
  for (const meter of meters) {
    for (const { span, terms } of segments) {
      const price = terms.prices.find((one) => one.meter === meter);
      if (!price) continue;
      const { planId, planVersion, chargeableBelow } = terms;
      const before = charges.at(-1);
      const goesOn = before?.meter === meter && +before.span.end === +span.start;
      if (goesOn && before.chargeableBelow === chargeableBelow && isSamePrice(before.price, price)) {
        before.span = { start: before.span.start, end: span.end };
        continue;
      }
      charges.push({ meter, span, price, chargeableBelow, planId, planVersion, isWhole: true });
    }
  }
  return charges.map((charge) => ({ ...charge, isWhole: +charge.span.end === +window.end }));
}

/** Both come from the same schema, which fixes the order of the fields. */
function isSamePrice(left: Price, right: Price): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
