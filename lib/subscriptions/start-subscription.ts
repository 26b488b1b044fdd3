import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { inTransaction, orAlreadyExists } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import type { Plan } from '@/lib/plans';
import { requireProviderSide, requireWriter, resolveCustomerId } from '@/lib/tenants';
import { findPlanOnSale } from './find-plan-on-sale';
import { openSubscription } from './open-subscription';
import { redeemCoupon } from './redeem-coupon';
import { closeAtOf, openingOf } from './schedule';
import type { StartSubscriptionInput, Subscription } from './schemas';
import { insertSubscription, readHistory } from './store';
import { subscriptionView } from './view';

const DAY_MS = 24 * 60 * 60 * 1000;
/** As far back as events may reach, and a year ahead. */
const EARLIEST_START_MS = 400 * DAY_MS;
const LATEST_START_MS = 366 * DAY_MS;

/**
 * Puts a customer on a plan. The first base fee waits as an invoice item; billing's `subscribeCustomer` starts
 * and invoices in one step. Customers choose plan and coupon alone; when it starts and how long it is free is
 * the provider's to say. A plan's own trial is for customers who had none before.
 *
 * @throws AppError `already_exists` when the customer has a live subscription
 */
export async function startSubscription(
  ctx: Context,
  input: StartSubscriptionInput & { customer: string },
): Promise<Subscription> {
  requireWriter(ctx);
  if (input.startAt !== undefined || input.trialDays !== undefined) requireProviderSide(ctx);
  const startAt = checkedStart(ctx, input.startAt);
  return inTransaction(ctx, async (inner) => {
    const customerId = await resolveCustomerId(inner, input.customer);
    const plan = await findPlanOnSale(inner, input.plan);
    const history = await readHistory(inner, ctx.provider.id, customerId);
    const trialDays = input.trialDays ?? (history.hadTrial ? 0 : plan.trialDays);
    const row = await insertStarted(inner, { customerId, plan, startAt, trialDays });
    if (input.coupon !== undefined) {
      const { coupon: code } = input;
      await redeemCoupon(inner, { code, plan, subscriptionId: row.id, customerId });
    }
    const now = ctx.clock.now();
    const opened = startAt <= now ? await openSubscription(inner, row, plan, history.lastCancelledAt) : row;
    await recordAudit(inner, {
      action: 'subscription.created',
      targetId: row.id,
      customerId,
      details: { plan: plan.slug, version: plan.version, startedAt: startAt.toISOString(), trialDays },
    });
    await publishEvent(inner, { type: 'subscription.created', subjectId: row.id, customerId });
    return subscriptionView(inner, opened);
  });
}

function insertStarted(
  ctx: Context,
  {
    customerId,
    plan,
    startAt,
    trialDays,
  }: { customerId: string; plan: Plan; startAt: Date; trialDays: number },
) {
  const { timezone } = ctx.provider;
  const opening = openingOf(startAt, plan.interval, timezone, trialDays);
  const due = { ...opening, startedAt: startAt, cancelAt: null, usageFrom: null };
  const createdAt = ctx.clock.now();
  return orAlreadyExists(
    insertSubscription(ctx, ctx.provider.id, {
      ...due,
      id: newId('subscription', createdAt),
      customerId,
      liveCustomerId: customerId,
      planId: plan.id,
      planVersion: plan.version,
      closeAt: closeAtOf(due, timezone),
      createdAt,
    }),
    'plan',
    'The customer has a subscription already; change its plan instead.',
  );
}

function checkedStart(ctx: Context, startAt: string | undefined): Date {
  const now = ctx.clock.now();
  if (startAt === undefined) return now;
  const instant = new Date(startAt);
  const aheadMs = instant.getTime() - now.getTime();
  if (aheadMs < -EARLIEST_START_MS) {
    throw invalidField('startAt', 'too_early', 'Must not be more than 400 days ago.');
  }
  if (aheadMs > LATEST_START_MS) throw invalidField('startAt', 'too_late', 'Must be within a year.');
  return instant;
}
