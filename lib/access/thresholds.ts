import { spendFromTable } from '@/lib/pricing';
import type { Account, SubscribedPlan } from './account';
import { type GaugeMoney, type GaugeUse, SLACK } from './gauge';
import { TRIAL } from './money-terms';

/*
 * Which marks of its quotas and its budget a customer's use has reached. Pure: the same question is asked of the
 * live counters, to notice, and of the ledger, to be sure.
 */

/** Percents of every quota, hard or soft, at which the provider and the customer are told. */
export const QUOTA_MARKS = [50, 75, 90, 100, 120];

/** A mark of a quota (`exceeded`: more than the quota was used) or of the budget, that was reached. */
export interface Mark {
  kind: 'quota' | 'exceeded' | 'budget';
  /** Empty for a budget, which is over all meters. */
  meter: string;
  percent: number;
  /** Units of the meter, or minor units of the plan's currency. */
  used: number;
  limit: number;
}

/** Whether use that went from `before` to `after` passed a mark of the limit on its way. */
export function crosses(before: number, after: number, limit: number, percents: readonly number[]): boolean {
  for (const percent of percents) {
    if (!reaches(before, limit, percent) && reaches(after, limit, percent)) return true;
  }
  // Past a soft quota's end, which no percent marks.
  return before <= limit && after > limit;
}

/** Doubles carry the units here: a mark is reached when less than their error is missing. */
function reaches(used: number, limit: number, percent: number): boolean {
  return used > 0 && used * 100 >= limit * percent * (1 - SLACK);
}

/** A customer's limit that had no room for a call. */
export type Refusal = { kind: 'exceeded'; meter: string } | { kind: 'budget' };

/**
 * Every mark that a window's units have reached, by the customer's present plan and budget. A limit that refused a
 * call is reached, though what the call asked for was never used.
 * @param money what of the window the present prices do not count; null where they count all of it
 */
export function reachedMarks(
  account: Account,
  uses: readonly GaugeUse[],
  refusals: readonly Refusal[] = [],
  money: GaugeMoney | null = null,
): Mark[] {
  const { plan, budget } = account;
  if (!plan) return [];
  const sums = sumsByMeter(uses);
  const marks: Mark[] = [];
  for (const [meter, { limit, hard }] of plan.quotas) {
    const used = sums.get(meter)?.units ?? 0;
    for (const percent of QUOTA_MARKS) {
      if (reaches(used, limit, percent)) marks.push({ kind: 'quota', meter, percent, used, limit });
    }
    const isRefused = refusals.some((refusal) => refusal.kind === 'exceeded' && refusal.meter === meter);
    if (hard ? isRefused : used > limit) marks.push({ kind: 'exceeded', meter, percent: 100, used, limit });
  }
  if (budget !== null) {
    const used = spendOf(plan, sums, money);
    const isRefused = refusals.some(({ kind }) => kind === 'budget');
    for (const percent of new Set([...account.budgetAlerts, ...(isRefused ? [100] : [])])) {
      if (reaches(used, budget, percent) || (isRefused && percent <= 100))
        marks.push({ kind: 'budget', meter: '', percent, used, limit: budget });
    }
  }
  return marks;
}

/** What the window's usage costs so far, in minor units; nothing in a trial. */
function spendOf(plan: SubscribedPlan, sums: Map<string, Sum>, money: GaugeMoney | null): number {
  if (money?.epoch === TRIAL) return 0;
  const before = sumsByMeter(money?.before ?? []);
  return plan.prices.reduce((amount, { meter, table }) => {
    const { units, calls } = sums.get(meter) ?? NOTHING;
    const off = before.get(meter) ?? NOTHING;
    return amount + spendFromTable(table, Math.max(0, units - off.units), Math.max(0, calls - off.calls));
  }, money?.fixed ?? 0);
}

interface Sum {
  units: number;
  calls: number;
}

const NOTHING: Sum = { units: 0, calls: 0 };

function sumsByMeter(uses: readonly GaugeUse[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { meter, units, calls } of uses) {
    const sum = sums.get(meter) ?? NOTHING;
    sums.set(meter, { units: sum.units + units, calls: sum.calls + calls });
  }
  return sums;
}
