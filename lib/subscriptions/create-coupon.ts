import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { minorDigits } from '@/lib/core/currency';
import { parseDecimal } from '@/lib/core/decimal';
import { invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { MAX_AMOUNT_MINOR, toMinor } from '@/lib/core/money';
import { inTransaction, orAlreadyExists } from '@/lib/infra/postgres';
import { requireProviderWriter } from '@/lib/tenants';
import type { Coupon, CouponInput } from './coupon-schemas';
import { insertCoupon } from './coupon-store';
import { couponView } from './coupon-view';

/** Makes a coupon, in the provider's currency. */
export async function createCoupon(ctx: Context, input: CouponInput): Promise<Coupon> {
  requireProviderWriter(ctx);
  const { currency } = ctx.provider;
  const { duration } = input;
  const createdAt = ctx.clock.now();
  const amount = input.amount === undefined ? null : amountMinor(input.amount, currency);
  return inTransaction(ctx, async (inner) => {
    const row = await orAlreadyExists(
      insertCoupon(inner, ctx.provider.id, {
        id: newId('coupon', createdAt),
        code: input.code,
        kind: input.kind,
        amount,
        percent: input.percent ?? null,
        currency,
        duration: typeof duration === 'string' ? duration : 'months',
        months: typeof duration === 'string' ? null : duration.months,
        maxRedemptions: input.maxRedemptions ?? null,
        expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
        plans: [...new Set(input.plans)],
        createdAt,
      }),
      'code',
      'A coupon with this code exists already.',
    );
    await recordAudit(inner, { action: 'coupon.created', targetId: row.id, details: { code: row.code } });
    return couponView(row);
  });
}

function amountMinor(amount: number | string, currency: string): bigint {
  if (typeof amount === 'number') return BigInt(amount);
  const digits = minorDigits(currency);
  if (parseDecimal(amount, 'amount').decimalPlaces() > digits) {
    throw invalidField('amount', 'too_precise', `${currency} has ${digits} digits after the point.`);
  }
  const minor = toMinor(amount, currency);
  if (minor > MAX_AMOUNT_MINOR) {
    throw invalidField('amount', 'amount_too_large', 'Exceeds 9007199254740991 minor units.');
  }
  return minor;
}
