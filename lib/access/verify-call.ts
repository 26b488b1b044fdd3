import type { Context } from '@/lib/core/context';
import { AppError, invalidField, isAppError } from '@/lib/core/errors';
import { type Known, whenKnown } from '@/lib/core/known';
import { noteKeyUse } from '@/lib/infra/last-used';
import { logger } from '@/lib/infra/logger';
import { metrics } from '@/lib/infra/metrics';
import { noteLiveCalls } from '@/lib/live';
import { type CallEntry, callWriter, selectAnswer } from '@/lib/usage';
import { type Account, gaugeRate, type Key, type SubscribedPlan } from './account';
import { accounts, type Meters } from './accounts';
import { answerOf, bareAnswer } from './answer';
import { noteDenial } from './denials';
import { type GaugeDecision, type GaugeQuestion, type GaugeWindow, isDecided } from './gauge';
import { gauge, gaugeWindow, loadMoney, loadWindow } from './gauge-of-process';
import { type Caller, identify } from './identify';
import { increaseOf } from './increase';
import { isFreeAt, moneyEpochAt } from './money-terms';
import { onceAtATime } from './once-at-a-time';
import { type VerifyRequest, type VerifyResponse, verifyResponseSchema } from './schemas';
import { watchCall } from './threshold-watch';

/** A window can be lost between its load and the decision; again and again means that Redis is failing. */
const MAX_LOADS = 3;

/*
 * Objects that every call makes are written out in one piece: one that is spread and then given more properties
 * takes two microseconds, as long as everything else in the decision.
 */

/** One verify on its way: what was asked, and the instant at which it is decided and counted. */
interface Attempt {
  request: VerifyRequest;
  now: Date;
}

/**
 * Decides whether a call may go ahead and counts it: one atomic step of the gauge, then a commit to the
 * ledger before the answer leaves. A denied call consumes nothing of anything.
 *
 * @throws unavailable when the ledger cannot be written; what the gauge consumed is given back
 */
export async function verifyCall(ctx: Context, request: VerifyRequest): Promise<VerifyResponse> {
  const { verifyAnswers, verifyDegraded } = metrics();
  try {
    const answer = await verify(ctx, request);
    verifyAnswers.inc({ code: answer.code });
    if (answer.degraded) verifyDegraded.inc();
    return answer;
  } catch (error) {
    // A request that breaks a rule is its sender's; what remains is ours to hear of.
    if (!isAppError(error) || error.status >= 500) verifyAnswers.inc({ code: 'error' });
    throw error;
  }
}

function verify(ctx: Context, request: VerifyRequest): Promise<VerifyResponse> {
  const attempt = { request, now: ctx.clock.now() };
  if (request.idempotencyKey === undefined || request.dryRun) return decideAndCount(ctx, attempt);
  const key = request.idempotencyKey;
  return onceAtATime(`${ctx.provider.id} ${key}`, async () => {
    const first = await selectAnswer(ctx.provider.id, key, attempt.now);
    return first === null ? decideAndCount(ctx, attempt) : kept(first);
  });
}

async function decideAndCount(ctx: Context, attempt: Attempt): Promise<VerifyResponse> {
  const { request, now } = attempt;
  const known = accounts().meters(ctx);
  const meters = known instanceof Promise ? await known : known;
  if (!meters.has(request.meter)) {
    throw invalidField('meter', 'unknown_meter', `No meter "${request.meter}".`);
  }
  const found = identify(ctx, request, now);
  const caller = found instanceof Promise ? await found : found;
  const { account, key, code } = caller;
  const plan = account?.plan;
  if (code !== 'ok' || !account || !plan) {
    if (code === 'invalid_key') noteDenial(ctx, '', request, 'unknown_caller');
    if (code === 'no_subscription' && account) noteDenial(ctx, account.customerId, request, code);
    return shown(ctx, request, await count(ctx, attempt, bareAnswer(code, account, key), null));
  }
  const { key: window, resetAt } = gaugeWindow(ctx, account.customerId, plan, now);
  const question = questionOf(ctx, attempt, { account, key, plan, window, meters });
  let decision: GaugeDecision;
  try {
    if (!meters.isAdditive(request.meter)) question.cost = await increaseOf(ctx, plan, question, meters);
    const made = decide(ctx, plan, question);
    decision = made instanceof Promise ? await made : made;
  } catch (error) {
    metrics().gaugeFailures.inc();
    return shown(ctx, request, await whenGaugeIsAway(ctx, attempt, caller, error));
  }
  const answer = answerOf(ctx, { account, plan, key, question, decision, windowResetAt: resetAt });
  if (!answer.allowed) noteDenial(ctx, account.customerId, request, answer.code);
  const stored = count(ctx, attempt, answer, question);
  const counted = stored instanceof Promise ? await stored : stored;
  // What the ledger made of the call takes the place of what it was taken to add.
  if (answer.allowed && !request.dryRun && !meters.isAdditive(request.meter)) await forget(window);
  watchCall(ctx, account, { question, decision, answer: counted });
  return shown(ctx, request, counted);
}

/** For whoever watches the account's calls at this moment. */
function shown(ctx: Context, { endpoint, dryRun }: VerifyRequest, answer: VerifyResponse): VerifyResponse {
  if (!dryRun) {
    const { customer, code } = answer;
    const where = endpoint ?? '';
    noteLiveCalls(ctx.provider.id, { customer: customer?.id ?? '', endpoint: where, code, calls: 1 });
  }
  return answer;
}

/** Who asks, and what is known of them. */
export interface Asked {
  account: Account;
  key: Key | null;
  plan: SubscribedPlan;
  window: GaugeWindow;
  meters: Meters;
}

/** One call as the gauge is asked about it. */
export function questionOf(
  ctx: Context,
  { request, now }: Attempt,
  { account, key, plan, window, meters }: Asked,
): GaugeQuestion {
  const quota = plan.quotas.get(request.meter);
  return {
    window,
    nowMs: ctx.clock.tickingMs(),
    dryRun: request.dryRun,
    meter: request.meter,
    keyId: key?.id ?? '',
    cost: meters.unitsOf(request.meter, Number(request.cost), 1),
    rate: gaugeRate(plan.rate),
    keyRate: gaugeRate(key?.rate ?? null),
    hardQuota: quota?.hard ? quota.limit : null,
    keyQuota: key?.quota ?? null,
    spendLimit: account.budget,
    keySpendLimit: key?.spendLimit ?? null,
    // Credits are burned when a period closes; until then a prepaid period may cost what is left of them.
    creditLimit: plan.isPrepaid ? account.prepaidBalance : null,
    moneyEpoch: moneyEpochAt(plan.money, now),
    prices: isFreeAt(plan.money, now) ? [] : plan.prices,
  };
}

/** One step of the gauge, its window loaded where it was not. */
export function decide(ctx: Context, plan: SubscribedPlan, question: GaugeQuestion): Known<GaugeDecision> {
  const decision = gauge().decide(question);
  return whenKnown(decision, (made) => (isDecided(made) ? made : decideSurely(ctx, plan, question, made)));
}

async function decideSurely(
  ctx: Context,
  plan: SubscribedPlan,
  question: GaugeQuestion,
  first: GaugeDecision,
): Promise<GaugeDecision> {
  let tried = first;
  for (let loaded = 0; loaded < MAX_LOADS && !isDecided(tried); loaded++) {
    await (tried.code === 'cold' ? loadWindow : loadMoney)(ctx, plan, question.window);
    tried = await gauge().decide(question);
  }
  if (isDecided(tried)) return tried;
  // Just after a change of plan two processes may know different terms; what is loaded will do for this call.
  const decision = await gauge().decide({ ...question, moneyEpoch: '' });
  if (decision.code !== 'cold') return decision;
  throw new Error('the gauge loses its counters as fast as they are loaded');
}

/** What the ledger says takes the place of what the gauge held; a gauge that is away has nothing to forget. */
async function forget(window: GaugeWindow): Promise<void> {
  await gauge()
    .forget(window)
    .catch((error) => logger().warn({ err: error }, 'the gauge cannot be reached'));
}

/** The counters are away: the provider chose whether calls go on, counted and flagged, or stop. */
function whenGaugeIsAway(
  ctx: Context,
  attempt: Attempt,
  { account, key }: Caller,
  error: unknown,
): Known<VerifyResponse> {
  logger().warn({ err: error instanceof Error ? error.message : error }, 'the gauge cannot be reached');
  if (ctx.provider.gaugeFailure === 'deny') {
    throw new AppError('unavailable', 'The live counters cannot be reached; try again.', { cause: error });
  }
  return count(ctx, attempt, { ...bareAnswer('ok', account, key), degraded: true }, null);
}

/**
 * Makes the answer durable: the call is in the ledger before it leaves. Where it cannot be stored, what the
 * gauge consumed is released and the caller told to come back.
 */
function count(
  ctx: Context,
  attempt: Attempt,
  decided: VerifyResponse,
  question: GaugeQuestion | null,
): Known<VerifyResponse> {
  const { request } = attempt;
  const isCounted = decided.allowed && !request.dryRun;
  const keepsAnswer = request.idempotencyKey !== undefined && !request.dryRun;
  return isCounted || keepsAnswer ? store(ctx, attempt, decided, isCounted ? question : null) : decided;
}

/** @param consumed what the gauge was asked for, where the call is counted and the gauge was there */
async function store(
  ctx: Context,
  { request, now }: Attempt,
  decided: VerifyResponse,
  consumed: GaugeQuestion | null,
): Promise<VerifyResponse> {
  const isCounted = decided.allowed;
  try {
    const [outcome] = await callWriter().append([entryOf(ctx, { request, now }, decided, isCounted)]);
    if (isCounted && decided.keyId !== null) noteKeyUse(ctx.provider.id, decided.keyId, now);
    if (outcome?.isFirst) {
      decided.id = outcome.id;
      return decided;
    }
  } catch (error) {
    if (consumed)
      await gauge()
        .release(consumed)
        .catch(() => undefined);
    throw error;
  }
  // Another instance answered this idempotency key first.
  if (consumed) await gauge().release(consumed);
  const first = await selectAnswer(ctx.provider.id, request.idempotencyKey as string, now);
  return first === null ? decided : kept(first);
}

/** An answer as this version of the product would give it, from the text that once left. */
const kept = (json: string): VerifyResponse => verifyResponseSchema.parse(JSON.parse(json));

function entryOf(
  ctx: Context,
  { request, now }: Attempt,
  decided: VerifyResponse,
  isCounted: boolean,
): CallEntry {
  const { idempotencyKey } = request;
  return {
    providerId: ctx.provider.id,
    occurredAt: now,
    customerId: decided.customer?.id ?? '',
    meter: request.meter,
    quantity: request.cost,
    endpoint: request.endpoint ?? '',
    keyId: decided.keyId ?? '',
    isCounted,
    idempotency:
      idempotencyKey === undefined
        ? null
        : { key: idempotencyKey, answerOf: (id) => JSON.stringify({ ...decided, id }) },
  };
}
