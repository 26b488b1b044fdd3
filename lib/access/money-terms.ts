import { z } from 'zod';
import type { Segment, TermsInForce } from '@/lib/plans';
import { type Price, priceSchema } from '@/lib/pricing';
import type { AccountRow } from './account-store';

/** By what the money of a customer's open window is counted, beside the prices of the present plan. */
export interface MoneyTerms {
  /** Another one means that the gauge's money was counted by other terms and must be counted anew. */
  epoch: string;
  /** Usage before is free; 0 without a trial. */
  trialEndsAtMs: number;
  /** Since when usage is on no invoice yet; null until the subscription begins. */
  billedFrom: Date | null;
  /** What is used before this instant is priced by other terms or not at all; the latest such instant. */
  cutAtMs: number;
  phases: Segment<TermsInForce>[];
  current: TermsInForce;
}

/** In a trial nothing is counted, whatever comes after it. */
export const TRIAL = 'trial';

/** The name of the terms that are in force at an instant. */
export function moneyEpochAt(terms: MoneyTerms, now: Date): string {
  return isFreeAt(terms, now) ? TRIAL : terms.epoch;
}

/** Whether what is used at an instant is free: it lies in a trial. */
export function isFreeAt({ trialEndsAtMs }: MoneyTerms, now: Date): boolean {
  return now.getTime() < trialEndsAtMs;
}

const instant = z.string().transform((text) => new Date(text));

const phasesSchema = z.array(
  z.object({
    start: instant,
    end: instant,
    planId: z.string(),
    planVersion: z.number(),
    prices: z.array(priceSchema),
    chargeableBelow: z.number(),
  }),
);

export function moneyTermsOf(row: AccountRow, prices: readonly Price[]): MoneyTerms {
  const phases = phasesSchema
    .parse(row.phases)
    .map(({ start, end, ...terms }) => ({ span: { start, end }, terms }));
  const trialEndsAtMs = row.trial_ends_at?.getTime() ?? 0;
  const billedFrom = row.usage_from && new Date(Math.max(row.usage_from.getTime(), trialEndsAtMs));
  const current = {
    planId: row.plan_id ?? '',
    planVersion: row.plan_version ?? 0,
    prices,
    chargeableBelow: row.chargeable_below ?? 500,
  };
  const cuts = phases.map(({ span, terms }) => `${span.end.getTime()}-${terms.planId}-${terms.planVersion}`);
  return {
    epoch: [current.planId, current.planVersion, billedFrom?.getTime() ?? '', ...cuts].join(':'),
    trialEndsAtMs,
    billedFrom,
    cutAtMs: Math.max(billedFrom?.getTime() ?? 0, ...phases.map(({ span }) => span.end.getTime())),
    phases,
    current,
  };
}
