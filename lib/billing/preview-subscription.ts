import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { listLiveSubscriptions, type PreviewSubscriptionInput, type Subscription } from '@/lib/subscriptions';
import { resolveCustomerId } from '@/lib/tenants';
import { compose } from './compose';
import { composedMoney } from './composed-money';
import { readWaitingItems } from './items-store';
import { changeAndBill, type PlanMove, startAndBill } from './plan-moves';
import { rehearse } from './rehearse';
import type { SubscriptionPreview } from './schemas';
import { readInvoice } from './store';
import { moneyView } from './views';

/**
 * What a start or a change of plan would cost today, line by line: it is done, invoiced, read and taken back, so
 * the real one makes the very same lines. Usage so far is not part of it.
 */
export async function previewSubscription(
  ctx: Context,
  input: PreviewSubscriptionInput & { customer: string },
): Promise<SubscriptionPreview> {
  const customer = await resolveCustomerId(ctx, input.customer);
  return rehearse(ctx, async (inner) => {
    const { subscription, done } = await move(inner, { ...input, customer });
    const when = subscription.scheduledPlan === null ? ('now' as const) : ('period_end' as const);
    for (const { what, invoice } of done) {
      if (what !== 'invoice_finalized' || invoice === undefined) continue;
      const row = await readInvoice(inner, ctx.provider.id, invoice);
      if (row?.windowStart === null) return { when, subscription, ...moneyView(row) };
    }
    return { when, subscription, ...(await waitingMoney(inner, subscription)) };
  });
}

async function move(ctx: Context, input: PreviewSubscriptionInput & { customer: string }): Promise<PlanMove> {
  const { customer, plan, when, startAt, trialDays, coupon } = input;
  const [live] = await listLiveSubscriptions(ctx, { customers: [customer] });
  if (!live) return startAndBill(ctx, { customer, plan, startAt, trialDays, coupon });
  for (const [path, value] of Object.entries({ startAt, trialDays, coupon })) {
    if (value === undefined) continue;
    throw invalidField(path, 'not_applicable', 'Only for a customer without a subscription.');
  }
  return changeAndBill(ctx, { customer, plan, when });
}

/** Nothing is owed today: what waits for the next invoice, such as a part that is given back. */
async function waitingMoney(ctx: Context, { id, customer, plan: _ }: Subscription) {
  const items = await readWaitingItems(ctx, ctx.provider.id, customer);
  const currency = items.at(-1)?.currency ?? ctx.provider.currency;
  const at = ctx.clock.now();
  const composition = await compose(ctx, {
    customerId: customer,
    subscriptionId: id,
    currency,
    period: { start: at, end: at },
    charges: [],
    items: items.filter((item) => item.currency === currency),
    mayBeNegative: true,
  });
  return composedMoney(composition, currency);
}
