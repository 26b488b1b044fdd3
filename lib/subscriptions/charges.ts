import type { Context } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import {
  CHARGEABLE_BELOW,
  type ChargeSpan,
  cutCharges,
  cutWindow,
  type Plan,
  type Segment,
  type TermsInForce,
} from '@/lib/plans';
import { planOf } from './find-live-subscription';
import { readPhases, type SubscriptionRow } from './store';

/** What a window of usage is to be charged by: each meter by the plan in force when it was used. */
export async function chargesOf(
  ctx: Context,
  row: SubscriptionRow,
  window: Span | null,
): Promise<ChargeSpan[]> {
  if (!window) return [];
  const phases: Segment<TermsInForce>[] = [];
  for (const phase of await readPhases(ctx, ctx.provider.id, row.id, window.start)) {
    const span = { start: phase.startedAt, end: phase.endedAt };
    phases.push({ span, terms: termsInForce(await planOf(ctx, phase)) });
  }
  const segments = cutWindow(window, phases, termsInForce(await planOf(ctx, row)));
  return cutCharges(segments, window).map(({ price: _, chargeableBelow: __, ...charge }) => charge);
}

/** What of a plan decides what usage costs. */
export function termsInForce({ id, version, prices, chargeableStatus }: Plan): TermsInForce {
  const chargeableBelow = CHARGEABLE_BELOW[chargeableStatus];
  return { planId: id, planVersion: version, prices, chargeableBelow };
}
