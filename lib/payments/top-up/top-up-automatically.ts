import { getCredits } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { localDayOf } from '@/lib/core/period';
import { db, inTransaction } from '@/lib/infra/postgres';
import { sendCharge } from '../charge/send-charge';
import { leaseFromNow } from '../charge/start-charge';
import { idempotencyKey } from '../idempotency-key';
import { lockPayer, readMethod, updatePayer } from '../payer-store';
import { insertPayment, type PaymentRow } from '../store';
import { chargeableMinor } from '../stripe-amount';
import { outside, stripeScope } from '../stripe-scope';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Buys credits for a customer whose balance is below the threshold that it set, with its card, up to its monthly
 * cap. One at a time; after a failure not again for a day.
 */
export async function topUpAutomatically(
  ctx: Context,
  input: { customer: string },
): Promise<PaymentRow | null> {
  const free = outside(ctx);
  const { account } = await stripeScope(free);
  const recorded = await recordTopUp(free, { customerId: input.customer, account });
  if (!recorded) return null;
  const payment = await sendCharge(free, recorded);
  if (payment.status === 'failed' || payment.status === 'requires_action') {
    const topUpNotBefore = new Date(ctx.clock.now().getTime() + DAY_MS);
    await updatePayer(free, ctx.provider.id, input.customer, { topUpNotBefore });
  }
  return payment;
}

function recordTopUp(
  ctx: Context,
  { customerId, account }: { customerId: string; account: string },
): Promise<PaymentRow | null> {
  return inTransaction(ctx, async (inner) => {
    const payer = await lockPayer(inner, ctx.provider.id, customerId);
    const { topUpThreshold, topUpAmount, topUpMonthlyCap } = payer ?? {};
    if (!payer || payer.account !== account || topUpThreshold == null || topUpAmount == null) return null;
    const methodId = payer.defaultMethodId;
    const method = methodId === null ? null : await readMethod(inner, ctx.provider.id, methodId);
    const { balance, currency } = await getCredits(inner, { customer: customerId });
    if (!method || BigInt(balance) >= topUpThreshold) return null;
    const now = ctx.clock.now();
    const spent = await spentThisMonth(inner, customerId);
    if (topUpMonthlyCap != null && spent + topUpAmount > topUpMonthlyCap) return null;
    const id = newId('payment', now);
    const isBusy = await db(inner).payment.count({
      where: { providerId: ctx.provider.id, liveTopUpFor: customerId },
    });
    if (isBusy > 0) return null;
    const facts = {
      ...{ id, customerId, purpose: 'top_up', source: 'automatic', account, currency, createdAt: now },
      ...{ stripeCustomer: payer.stripeCustomer, stripeMethod: method.stripeId, methodId: method.id },
      ...{ amount: chargeableMinor(topUpAmount, currency), status: 'created', leasedUntil: leaseFromNow() },
      idempotencyKey: idempotencyKey({ what: 'top_up', providerId: ctx.provider.id, paymentId: id }),
      liveTopUpFor: customerId,
    };
    return insertPayment(inner, ctx.provider.id, facts, []);
  });
}

/** What automatic top-ups brought or may bring in the present local month. */
async function spentThisMonth(ctx: Context, customerId: string): Promise<bigint> {
  const { timezone } = ctx.provider;
  const month = localDayOf(ctx.clock.now(), timezone).slice(0, 7);
  const rows = await db(ctx).payment.findMany({
    where: {
      providerId: ctx.provider.id,
      customerId,
      purpose: 'top_up',
      source: 'automatic',
      status: { notIn: ['failed', 'cancelled'] },
    },
    select: { amount: true, createdAt: true },
  });
  const ofMonth = rows.filter(({ createdAt }) => localDayOf(createdAt, timezone).startsWith(month));
  return ofMonth.reduce((sum, { amount }) => sum + amount, 0n);
}
