import type { Context } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import type { Plan } from '@/lib/plans';
import type { Price } from '@/lib/pricing';
import { planOf } from './find-live-subscription';
import { overlap } from './schedule';
import { type PhaseRow, readPhases, type SubscriptionRow } from './store';

/** Usage of one meter in one span at one price. */
export interface ChargeSpan {
  meter: string;
  span: Span;
  planId: string;
  planVersion: number;
  /** False for what a change of plan cut off: it owes no minimum spend. */
  isWhole: boolean;
}

interface Segment {
  span: Span;
  plan: Plan;
}

/** What a window of usage is to be charged by: each meter by the plan in force when it was used. */
export async function chargesOf(
  ctx: Context,
  row: SubscriptionRow,
  window: Span | null,
): Promise<ChargeSpan[]> {
  if (!window) return [];
  const phases = await readPhases(ctx, ctx.provider.id, row.id, window.start);
  const segments: Segment[] = [];
  for (const part of partsOf(window, phases, row)) {
    segments.push({ span: part.span, plan: await planOf(ctx, part) });
  }
  return chargesOfSegments(segments, window);
}

/** Cuts a window where the plan changed. */
export function partsOf(window: Span, phases: readonly PhaseRow[], row: SubscriptionRow) {
  const parts = phases.flatMap((phase) => {
    const span = overlap(window, { start: phase.startedAt, end: phase.endedAt });
    return span ? [{ span, planId: phase.planId, planVersion: phase.planVersion }] : [];
  });
  const from = parts.at(-1)?.span.end ?? window.start;
  const { planId, planVersion } = row;
  if (from < window.end) parts.push({ span: { start: from, end: window.end }, planId, planVersion });
  return parts;
}

/** Pure: neighbouring segments that price a meter alike are one charge, so that its included units count once. */
export function chargesOfSegments(segments: readonly Segment[], window: Span): ChargeSpan[] {
  const charges: (ChargeSpan & { price: Price; chargeable: string })[] = [];
  const meters = new Set(segments.flatMap(({ plan }) => plan.prices.map(({ meter }) => meter)));
  for (const meter of meters) {
    for (const { span, plan } of segments) {
      const price = plan.prices.find((one) => one.meter === meter);
      if (!price) continue;
      const chargeable = plan.chargeableStatus;
      const before = charges.at(-1);
      const goesOn = before?.meter === meter && +before.span.end === +span.start;
      if (goesOn && before.chargeable === chargeable && isSamePrice(before.price, price)) {
        before.span = { start: before.span.start, end: span.end };
        continue;
      }
      charges.push({
        ...{ meter, span, price, chargeable, isWhole: true },
        ...{ planId: plan.id, planVersion: plan.version },
      });
    }
  }
  return charges.map(({ price: _, chargeable: __, ...charge }) => ({
    ...charge,
    isWhole: +charge.span.end === +window.end,
  }));
}

/** Both come from the same schema, which fixes the order of the fields. */
function isSamePrice(left: Price, right: Price): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
