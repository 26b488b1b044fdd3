import { isoOfMs } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { spendFromTable } from '@/lib/pricing';
import type { Account, Key, RateLimit, SubscribedPlan } from './account';
import { type GaugeDecision, type GaugeQuestion, isDecided } from './gauge';
import type { VerifyCode, VerifyResponse } from './schemas';

/** An answer that the counters had no part in. */
export function bareAnswer(code: VerifyCode, account: Account | null, key: Key | null): VerifyResponse {
  return {
    id: null,
    allowed: code === 'ok',
    code,
    customer: account && { id: account.customerId, externalId: account.externalId, name: account.name },
    plan: account?.plan?.slug ?? null,
    keyId: key?.id ?? null,
    rateLimit: null,
    quota: null,
    spend: null,
  };
}

interface Decided {
  account: Account;
  plan: SubscribedPlan;
  key: Key | null;
  question: GaugeQuestion;
  decision: GaugeDecision;
  /** When the quota's window ends, as the contract writes it. */
  windowResetAt: string;
}

/** The contract's answer to a decision, with the limits that bind the caller. */
export function answerOf(ctx: Context, decided: Decided): VerifyResponse {
  const { account, plan, key, decision, question } = decided;
  // A dry run shows what the call would leave; nothing was consumed, so its cost is taken off here.
  const pending = question.dryRun && decision.code === 'ok' ? question.cost : 0;
  const amount = question.prices.reduce((sum, price, index) => {
    const { units, calls } = decision.pricedUnits[index] ?? { units: 0, calls: 0 };
    const isAsked = pending > 0 && price.meter === question.meter;
    return sum + spendFromTable(price.table, isAsked ? units + pending : units, isAsked ? calls + 1 : calls);
  }, decision.fixedSpend);
  // Filled in rather than spread: that takes longer than the decision (see verify-call.ts).
  const answer = bareAnswer(isDecided(decision) ? (decision.code as VerifyCode) : 'ok', account, key);
  answer.rateLimit = rateAnswer(ctx, decided);
  answer.quota = quotaAnswer(decided, pending);
  answer.spend = { currency: plan.currency, amount, limit: account.budget };
  return answer;
}

/** Of the plan's rate limit and the key's own, the one that leaves less room (or the one that said no). */
function rateAnswer(ctx: Context, { plan, key, decision, question }: Decided): VerifyResponse['rateLimit'] {
  const ofPlan = plan.rate && roomOf(ctx, plan.rate, decision.arrivalMs, question.nowMs);
  const ofKey = key?.rate ? roomOf(ctx, key.rate, decision.keyArrivalMs, question.nowMs) : null;
  if (!ofPlan || !ofKey) return ofPlan ?? ofKey;
  if (decision.code === 'rate_limited') return decision.byKey ? ofKey : ofPlan;
  return ofKey.remaining < ofPlan.remaining ? ofKey : ofPlan;
}

function roomOf(ctx: Context, rate: RateLimit, arrivalMs: number, nowMs: number) {
  const intervalMs = (rate.windowSeconds * 1000) / rate.limit;
  const aheadMs = Math.max(0, arrivalMs - nowMs);
  const remaining = Math.max(0, Math.floor((rate.burst * intervalMs - aheadMs) / intervalMs + 1e-6));
  const resetInMs = remaining > 0 ? aheadMs : aheadMs - (rate.burst - 1) * intervalMs;
  return {
    limit: rate.limit,
    remaining,
    resetAt: isoOfMs(ctx.clock.now().getTime() + Math.ceil(Math.max(0, resetInMs))),
    windowSeconds: rate.windowSeconds,
  };
}

function quotaAnswer({ plan, key, decision, question, windowResetAt }: Decided, pending: number) {
  const byKey = key !== null && key.quota !== null && decision.code === 'quota_exceeded' && decision.byKey;
  const quota = byKey ? { limit: key.quota as number, hard: true } : plan.quotas.get(question.meter);
  const used = tidy((byKey ? decision.keyUnits : decision.meterUnits) + pending);
  return {
    limit: quota?.limit ?? null,
    used,
    remaining: quota ? tidy(Math.max(0, quota.limit - used)) : null,
    resetAt: windowResetAt,
    hard: quota?.hard ?? false,
  };
}

/** Doubles that summed fractions show as such: 0.30000000000000004 leaves as 0.3. */
const tidy = (units: number) => Math.round(units * 1e9) / 1e9;
