import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { decimal } from '@/lib/core/decimal';
import { invalidField } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import type { Plan } from '@/lib/plans';
import { requireWriter } from '@/lib/tenants';
import { changeNow } from './change-now';
import { lockLiveSubscription } from './find-live-subscription';
import { findPlanOnSale } from './find-plan-on-sale';
import { closeAtOf } from './schedule';
import type { ChangeSubscriptionInput, Subscription } from './schemas';
import { type SubscriptionRow, updateSubscription } from './store';
import { subscriptionView } from './view';

/**
 * Moves a live subscription to another plan: a dearer one at once, with proration by the day, a cheaper one at
 * the end of the period, unless `when` says otherwise. Choosing the present plan takes back a planned change or
 * cancellation. Keys stay as they are. What it costs waits as invoice items; billing's `changePlan` changes and
 * invoices in one step.
 */
export async function changeSubscription(
  ctx: Context,
  input: ChangeSubscriptionInput & { customer: string },
): Promise<Subscription> {
  requireWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const { row, plan } = await lockLiveSubscription(inner, input.customer);
    if (plan.slug === input.plan) return subscriptionView(inner, await resume(inner, row));
    const target = await findPlanOnSale(inner, input.plan);
    if (target.currency !== plan.currency) {
      throw invalidField('plan', 'other_currency', `The subscription is billed in ${plan.currency}.`);
    }
    const when = input.when ?? (isFree(row) || isUpgrade(plan, target) ? 'now' : 'period_end');
    const changed =
      when === 'now' ? await changeNow(inner, row, plan, target) : await changeLater(inner, row, target);
    await recordAudit(inner, {
      action: when === 'now' ? 'subscription.changed' : 'subscription.change_scheduled',
      targetId: row.id,
      customerId: row.customerId,
      details: { from: plan.slug, to: target.slug, version: target.version, when },
    });
    await publishChanged(inner, row);
    return subscriptionView(inner, changed);
  });
}

function publishChanged(ctx: Context, { id, customerId }: SubscriptionRow): Promise<void> {
  return publishEvent(ctx, { type: 'subscription.changed', subjectId: id, customerId });
}

/** Nothing was paid for yet: it is in trial, or has not begun. */
function isFree(row: SubscriptionRow): boolean {
  return row.status === 'trialing' || row.usageFrom === null;
}

/** Dearer, or as dear, by base price and month. */
function isUpgrade(from: Plan, to: Plan): boolean {
  const yearly = (plan: Plan) => decimal(plan.basePrice).times(decimal(plan.interval === 'year' ? 1 : 12));
  return yearly(to).gte(yearly(from));
}

function changeLater(ctx: Context, row: SubscriptionRow, target: Plan): Promise<SubscriptionRow> {
  return updateSubscription(ctx, ctx.provider.id, row.id, {
    scheduledPlanId: target.id,
    scheduledPlanVersion: target.version,
    cancelAt: null,
    closeAt: closeAtOf({ ...row, cancelAt: null }, ctx.provider.timezone),
  });
}

/** Goes on with the present plan: neither another one nor the end is planned any more. */
async function resume(ctx: Context, row: SubscriptionRow): Promise<SubscriptionRow> {
  if (row.scheduledPlanId === null && row.cancelAt === null) return row;
  await recordAudit(ctx, { action: 'subscription.resumed', targetId: row.id, customerId: row.customerId });
  await publishChanged(ctx, row);
  return updateSubscription(ctx, ctx.provider.id, row.id, {
    scheduledPlanId: null,
    scheduledPlanVersion: null,
    cancelAt: null,
    closeAt: closeAtOf({ ...row, cancelAt: null }, ctx.provider.timezone),
  });
}
