import { toSafeNumber } from '@/lib/core/money';
import { type Coupon, coupon } from './coupon-schemas';
import type { CouponRow } from './coupon-store';

export function couponView(row: CouponRow): Coupon {
  return {
    id: row.id,
    code: row.code,
    kind: coupon.shape.kind.parse(row.kind),
    amount: row.amount === null ? null : toSafeNumber(row.amount, 'amount'),
    currency: row.currency,
    percent: row.percent,
    duration:
      row.duration === 'months' ? { months: row.months ?? 1 } : coupon.shape.duration.parse(row.duration),
    maxRedemptions: row.maxRedemptions,
    redemptions: row.redemptions,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    plans: row.plans,
    createdAt: row.createdAt.toISOString(),
  };
}
