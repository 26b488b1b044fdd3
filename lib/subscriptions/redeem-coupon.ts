import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { addMonths, localDayOf, localMidnight } from '@/lib/core/period';
import type { Plan } from '@/lib/plans';
import { type CouponRow, insertRedemption, takeRedemption } from './coupon-store';

/**
 * Puts a coupon on a subscription. Of the last redemption only one subscription gets hold, however many ask.
 * @throws AppError `validation_failed` naming `coupon`: unknown, over, used up, or for other plans
 */
export async function redeemCoupon(
  ctx: Context,
  input: { code: string; plan: Plan; subscriptionId: string; customerId: string },
): Promise<void> {
  const redeemedAt = ctx.clock.now();
  const { plan, subscriptionId, customerId } = input;
  const row = await takeRedemption(ctx, ctx.provider.id, input.code.toUpperCase(), redeemedAt);
  if (!row)
    throw invalidField('coupon', 'not_redeemable', 'There is no such coupon, or it is over or used up.');
  if (row.plans.length > 0 && !row.plans.includes(plan.slug)) {
    throw invalidField('coupon', 'not_for_plan', 'The coupon is for other plans.');
  }
  if (row.kind === 'fixed' && row.currency !== plan.currency) {
    throw invalidField('coupon', 'other_currency', `The coupon is in ${row.currency}.`);
  }
  await insertRedemption(ctx, ctx.provider.id, {
    couponId: row.id,
    subscriptionId,
    customerId,
    redeemedAt,
    endsAt: endOf(row, redeemedAt, ctx.provider.timezone),
    usesLeft: row.duration === 'once' ? 1 : null,
  });
}

/** Whole months from the day of the redemption. */
function endOf({ duration, months }: CouponRow, redeemedAt: Date, timezone: string): Date | null {
  if (duration !== 'months' || months === null) return null;
  return localMidnight(addMonths(localDayOf(redeemedAt, timezone), months), timezone);
}
