import type { Context } from '@/lib/core/context';
import { decimal, formatDecimal } from '@/lib/core/decimal';
import { AppError, invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { noteKeyUse } from '@/lib/infra/last-used';
import { insertLease } from '@/lib/usage';
import type { SubscribedPlan } from './account';
import { accounts } from './accounts';
import { answerOf, bareAnswer } from './answer';
import { noteDenial } from './denials';
import type { GaugeQuestion } from './gauge';
import { gauge, gaugeWindow } from './gauge-of-process';
import { identify } from './identify';
import type { LeaseRequest, LeaseResponse } from './lease-schemas';
import type { VerifyRequest, VerifyResponse } from './schemas';
import { type Asked, decide, questionOf } from './verify-call';

/** Each asks for fewer; where money is the limit, for half. */
const MAX_ROUNDS = 24;

const NOTHING = { id: null, calls: 0, units: '0', ttlMs: 0, expiresAt: null };

/**
 * Reserves an allowance that the provider's own process may then give out without asking: one step of the gauge
 * consumes all of it from rate, quota, key limits, spend and credits, as that many calls would. Where fewer are left,
 * fewer are granted. It ends with its quota window at the latest.
 *
 * @throws unavailable when gauge or ledger cannot be reached: without them nothing can be promised
 */
export async function grantLease(ctx: Context, request: LeaseRequest): Promise<LeaseResponse> {
  const now = ctx.clock.now();
  const meters = await accounts().meters(ctx);
  if (!meters.has(request.meter)) {
    throw invalidField('meter', 'unknown_meter', `No meter "${request.meter}".`);
  }
  const { calls, seconds, ...call } = request;
  const one: VerifyRequest = { ...call, dryRun: false };
  const { account, key, code } = await identify(ctx, one, now);
  const plan = account?.plan;
  if (code !== 'ok' || !account || !plan) return { ...bareAnswer(code, account, key), ...NOTHING };
  // The process that holds the lease knows neither which addresses the key may be used from nor what was used before,
  // which a `max` or `unique` must be compared with.
  if (key?.allowedAddresses || !meters.isAdditive(request.meter)) {
    return { ...bareAnswer('ok', account, key), ...NOTHING, allowed: false, code: 'not_leasable' };
  }
  const { key: window, endsAt, resetAt } = gaugeWindow(ctx, account.customerId, plan, now);
  const asked: Asked = { account, key, plan, window, meters };
  const question = questionOf(ctx, { request: one, now }, asked);
  const reserved = await reserve(ctx, asked, { question, calls, resetAt, cost: one.cost });
  if (!reserved.answer.allowed) {
    noteDenial(ctx, account.customerId, one, reserved.answer.code);
    return { ...reserved.answer, ...NOTHING };
  }
  const lease = {
    id: newId('lease', now),
    customerId: account.customerId,
    keyId: key?.id ?? '',
    meter: request.meter,
    grantedAt: now,
    ttlMs: Math.min(seconds * 1000, endsAt.getTime() - now.getTime()),
    units: unitsOf(one.cost, reserved.calls),
    calls: reserved.calls,
  };
  await insertLease(ctx.provider.id, lease).catch(async (error: unknown) => {
    await gauge()
      .release(reserved.question)
      .catch(() => undefined);
    throw error;
  });
  if (key) noteKeyUse(ctx.provider.id, key.id, now);
  const { id, units, ttlMs } = lease;
  const expiresAt = new Date(now.getTime() + ttlMs).toISOString();
  return { ...reserved.answer, id, calls: reserved.calls, units, ttlMs, expiresAt };
}

const unitsOf = (cost: string, calls: number) => formatDecimal(decimal(cost).times(calls));

interface Wanted {
  question: GaugeQuestion;
  calls: number;
  resetAt: string;
  cost: string;
}

async function decideOrRefuse(ctx: Context, plan: SubscribedPlan, question: GaugeQuestion) {
  try {
    return await decide(ctx, plan, question);
  } catch (cause) {
    throw new AppError('unavailable', 'The live counters cannot be reached; try again.', { cause });
  }
}

/** As many of the calls as fit; each round is a decision of its own, all or nothing. */
async function reserve(ctx: Context, asked: Asked, { question, calls, resetAt, cost }: Wanted) {
  let wanted = calls;
  for (let round = 1; ; round++) {
    const units = asked.meters.unitsOf(question.meter, Number(unitsOf(cost, wanted)), wanted);
    const bundle = { ...question, calls: wanted, cost: units };
    const decision = await decideOrRefuse(ctx, asked.plan, bundle);
    const { account, key, plan } = asked;
    const answer = answerOf(ctx, { account, plan, key, question: bundle, decision, windowResetAt: resetAt });
    if (answer.allowed || wanted === 1 || round === MAX_ROUNDS)
      return { answer, calls: wanted, question: bundle };
    wanted = Math.max(1, Math.min(wanted - 1, fitting(answer, wanted, question.cost)));
  }
}

/** How many calls the answer to too many leaves room for. */
function fitting({ code, rateLimit, quota }: VerifyResponse, wanted: number, cost: number): number {
  if (code === 'rate_limited' && rateLimit) return rateLimit.remaining;
  if (code === 'quota_exceeded' && cost > 0) return Math.floor((quota?.remaining ?? 0) / cost);
  return Math.floor(wanted / 2);
}
