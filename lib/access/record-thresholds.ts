import type { Context } from '@/lib/core/context';
import type { Span } from '@/lib/core/period';
import { inTransaction } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import { selectUnits } from '@/lib/usage';
import type { Account, SubscribedPlan } from './account';
import { accounts } from './accounts';
import { countMoney } from './count-money';
import type { GaugeMoney } from './gauge';
import { isFreeAt, TRIAL } from './money-terms';
import { insertMarks } from './threshold-store';
import { type Mark, type Refusal, reachedMarks } from './thresholds';

/**
 * Tells of every mark that a customer's use has reached in the window that holds an instant, by the ledger. A mark
 * is told of once a window, however many processes find it: its row and its event are written together or not at
 * all. Returns all marks that are reached.
 *
 * @param refusals limits that refused calls in this window: the ledger knows nothing of those
 */
export async function recordThresholds(
  ctx: Context,
  input: { customer: string; at: Date; refusals?: readonly Refusal[] },
): Promise<Mark[]> {
  const account = await accounts().byCustomerId(ctx, input.customer);
  const plan = account?.plan;
  if (!plan) return [];
  const span = plan.windowAt(input.at);
  const { rows } = await selectUnits(ctx.provider.id, account.customerId, span, plan.chargeableBelow);
  const uses = rows.map((row) => ({
    meter: row.meter,
    keyId: row.key_id,
    units: Number(row.quantity),
    calls: Number(row.calls),
  }));
  const money = account.budget === null ? null : await moneyOf(ctx, account, plan, span);
  const marks = reachedMarks(account, uses, input.refusals, money);
  if (marks.length === 0) return [];
  await inTransaction(ctx, async (inner) => {
    const window = { customerId: account.customerId, start: span.start };
    const fresh = await insertMarks(inner, ctx.provider.id, window, marks, ctx.clock.now());
    for (const mark of fresh) {
      const isHighest = !fresh.some((other) => isSame(other, mark) && other.percent > mark.percent);
      await publishEvent(inner, {
        type: EVENT_OF[mark.kind],
        subjectId: account.customerId,
        customerId: account.customerId,
        facts: {
          ...(mark.kind === 'budget'
            ? { currency: plan.currency }
            : { meter: mark.meter, hard: plan.quotas.get(mark.meter)?.hard ?? false }),
          ...{ percent: mark.percent, used: mark.used, limit: mark.limit, isHighest },
          ...{ periodStart: span.start.toISOString(), periodEnd: span.end.toISOString() },
        },
      });
    }
  });
  return marks;
}

/** A window that lies in a trial stays free, also when it is looked at after its end. */
async function moneyOf(
  ctx: Context,
  account: Account,
  plan: SubscribedPlan,
  span: Span,
): Promise<GaugeMoney> {
  const money = await countMoney(ctx, plan, account.customerId, span);
  return isFreeAt(plan.money, new Date(span.end.getTime() - 1)) ? { ...money, epoch: TRIAL } : money;
}

const EVENT_OF = {
  quota: 'usage.threshold_reached',
  exceeded: 'quota.exceeded',
  budget: 'budget.reached',
} as const;

const isSame = (one: Mark, other: Mark) => one.kind === other.kind && one.meter === other.meter;
