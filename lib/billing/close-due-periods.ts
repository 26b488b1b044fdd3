import type { Context } from '@/lib/core/context';
import { type RunInput, type RunOutcome, runDue } from './run-due';

/**
 * Does all that is due for one provider by its own clock: starts, ends of trials, closed periods, drafts whose
 * grace is over. Twice in a row does no more than once, and so do two workers at the same time. One customer's
 * failure is logged and does not keep the others' invoices.
 */
export function closeDuePeriods(
  ctx: Context,
  { sources = [] }: Pick<RunInput, 'sources'> = {},
): Promise<RunOutcome> {
  return runDue(ctx, { until: ctx.clock.now(), clockAt: () => ctx.clock, goesOn: true, sources });
}
