import { LRUCache } from 'lru-cache';
import type { Context } from '@/lib/core/context';
import { type Notes, notesOf } from '@/lib/infra/notes';
import { single } from '@/lib/infra/runtime';
import { spendFromTable } from '@/lib/pricing';
import type { Account, SubscribedPlan } from './account';
import { accounts } from './accounts';
import type { GaugeDecision, GaugeQuestion, GaugeWindow } from './gauge';
import { gauge } from './gauge-of-process';
import { recordThresholds } from './record-thresholds';
import type { VerifyResponse } from './schemas';
import { crosses, type Mark, QUOTA_MARKS, type Refusal, reachedMarks } from './thresholds';

/** How soon after a call its crossing is written down; calls in between share one look. */
const LOOK_EVERY_MS = 250;
/** For as long after its end a window is still worth telling of. */
const LATE_MS = 60 * 60 * 1000;
const REMEMBERED_WINDOWS = 50_000;

interface Look {
  ctx: Context;
  customerId: string;
  window: GaugeWindow;
  refusals: Refusal[];
}

/** Calls that a limit refused come by the thousand: one of each kind is enough for a window. */
const told = () =>
  single('thresholds-told', () => new LRUCache<string, Set<string>>({ max: REMEMBERED_WINDOWS }));

const notes = (): Notes<Look> =>
  notesOf<Look>('thresholds', { everyMs: LOOK_EVERY_MS, write: (looks) => Promise.all(looks.map(look)) });

/**
 * Notes a verified call that took its customer past a mark, or that a limit refused. A few comparisons with the
 * totals before and after the call; everything else happens after the answer. What a crash loses here is found by
 * the sweep.
 */
export function watchCall(
  ctx: Context,
  account: Account,
  asked: { question: GaugeQuestion; decision: GaugeDecision; answer: VerifyResponse },
): void {
  const { question, decision, answer } = asked;
  if (question.dryRun) return;
  if (!answer.allowed) {
    const refusal = decision.byKey ? null : refusalOf(question.meter, decision.code);
    if (refusal) watchWindow(ctx, account, question.window, refusal);
    return;
  }
  const quota = account.plan?.quotas.get(question.meter);
  const { meterUnits } = decision;
  if (
    (quota && crosses(meterUnits - question.cost, meterUnits, quota.limit, QUOTA_MARKS)) ||
    (account.budget !== null && crossesBudget(account, account.budget, asked))
  ) {
    watchWindow(ctx, account, question.window);
  }
}

function refusalOf(meter: string, code: GaugeDecision['code']): Refusal | null {
  if (code === 'quota_exceeded') return { kind: 'exceeded', meter };
  return code === 'spend_limit_reached' ? { kind: 'budget' } : null;
}

function crossesBudget(
  { budgetAlerts }: Account,
  budget: number,
  {
    question,
    decision,
    answer,
  }: { question: GaugeQuestion; decision: GaugeDecision; answer: VerifyResponse },
): boolean {
  const index = question.prices.findIndex(({ meter }) => meter === question.meter);
  const price = question.prices[index];
  const asked = decision.pricedUnits[index];
  if (!price || !asked || !answer.spend) return false;
  const { table } = price;
  const after = answer.spend.amount;
  const ofMeter = spendFromTable(table, asked.units, asked.calls);
  const before = after - ofMeter + spendFromTable(table, asked.units - question.cost, asked.calls - 1);
  return crosses(before, after, budget, budgetAlerts);
}

/** Has a window looked at soon: something was used in it, or a limit refused a call. */
export function watchWindow(ctx: Context, account: Account, window: GaugeWindow, refusal?: Refusal): void {
  if (!account.plan || (account.plan.quotas.size === 0 && account.budget === null)) return;
  const name = nameOf(window);
  if (refusal && told().get(name)?.has(nameOfRefusal(refusal))) return;
  const { customerId } = account;
  notes().note(name, (pending) => {
    const refusals = pending?.refusals ?? [];
    const isNoted = refusals.some((one) => refusal && nameOfRefusal(one) === nameOfRefusal(refusal));
    return { ctx, customerId, window, refusals: refusal && !isNoted ? [...refusals, refusal] : refusals };
  });
}

/** By the live counters first: nearly always they say that nothing new was reached, and the ledger is left alone. */
async function look({ ctx, customerId, window, refusals }: Look): Promise<void> {
  const account = await accounts().byCustomerId(ctx, customerId);
  if (!account?.plan || isOver(ctx, account.plan, window)) return;
  const known = told().get(nameOf(window)) ?? new Set<string>();
  const uses = await gauge()
    .read(window)
    .catch(() => null);
  const isNews = (mark: Mark) => !known.has(nameOfMark(mark));
  // Where prices changed within the window, or a trial ended in it, the live units alone do not say what they cost.
  const isPlain = account.plan.money.cutAtMs <= window.startMs || account.budget === null;
  if (isPlain && uses && refusals.length === 0 && !reachedMarks(account, uses).some(isNews)) return;
  const at = new Date(window.startMs);
  const marks = await recordThresholds(ctx, { customer: customerId, at, refusals });
  for (const mark of marks) known.add(nameOfMark(mark));
  for (const refusal of refusals) known.add(nameOfRefusal(refusal));
  told().set(nameOf(window), known);
}

/** Nobody is told today that last month's quota was half used: events may come late. */
function isOver(ctx: Context, plan: SubscribedPlan, window: GaugeWindow): boolean {
  const lately = new Date(ctx.clock.now().getTime() - LATE_MS);
  return plan.windowAt(lately).start.getTime() > window.startMs;
}

const nameOf = ({ providerId, customerId, startMs }: GaugeWindow) => `${providerId} ${customerId} ${startMs}`;
/** With its limit: what was told of one plan or budget is looked at again for the next. */
const nameOfMark = ({ kind, meter, percent, limit }: Mark) => `${kind} ${meter} ${percent} ${limit}`;
const nameOfRefusal = (refusal: Refusal) =>
  refusal.kind === 'budget' ? 'refused' : `refused ${refusal.meter}`;
