import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const COUPON_SELECT = {
  id: true,
  code: true,
  kind: true,
  amount: true,
  percent: true,
  currency: true,
  duration: true,
  months: true,
  maxRedemptions: true,
  redemptions: true,
  expiresAt: true,
  plans: true,
  createdAt: true,
} as const satisfies Prisma.CouponSelect;

export type CouponRow = Prisma.CouponGetPayload<{ select: typeof COUPON_SELECT }>;

export function insertCoupon(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.CouponUncheckedCreateInput, 'providerId'>,
): Promise<CouponRow> {
  return db(tx).coupon.create({ data: { ...data, providerId }, select: COUPON_SELECT });
}

export function readCoupons(
  tx: Tx,
  providerId: ProviderId,
  take: number,
  afterId: string | null,
): Promise<CouponRow[]> {
  return db(tx).coupon.findMany({
    where: { providerId, ...(afterId !== null && { id: { lt: afterId } }) },
    orderBy: { id: 'desc' },
    take,
    select: COUPON_SELECT,
  });
}

/** Takes one redemption of a coupon; null when it has none left, is over or does not exist. */
export async function takeRedemption(
  tx: Tx,
  providerId: ProviderId,
  code: string,
  now: Date,
): Promise<CouponRow | null> {
  const [row] = await db(tx).coupon.updateManyAndReturn({
    where: {
      providerId,
      code,
      AND: [
        { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
        {
          OR: [{ maxRedemptions: null }, { redemptions: { lt: db(tx).coupon.fields.maxRedemptions } }],
        },
      ],
    },
    data: { redemptions: { increment: 1 } },
    select: COUPON_SELECT,
  });
  return row ?? null;
}

export interface RedemptionRow {
  subscriptionId: string;
  couponId: string;
  customerId: string;
  redeemedAt: Date;
  endsAt: Date | null;
  usesLeft: number | null;
}

export async function insertRedemption(
  tx: Tx,
  providerId: ProviderId,
  redemption: RedemptionRow,
): Promise<void> {
  await db(tx).couponRedemption.create({ data: { ...redemption, providerId }, select: { couponId: true } });
}

export interface AppliedCoupon extends CouponRow {
  subscriptionId: string;
}

/** The coupons that apply to a subscription's invoice of an instant, the first redeemed first. */
export async function readAppliedCoupons(
  tx: Tx,
  providerId: ProviderId,
  subscriptionIds: string[],
  at: Date,
): Promise<AppliedCoupon[]> {
  const redemptions = await db(tx).couponRedemption.findMany({
    where: {
      providerId,
      subscriptionId: { in: subscriptionIds },
      AND: [
        { OR: [{ endsAt: null }, { endsAt: { gt: at } }] },
        { OR: [{ usesLeft: null }, { usesLeft: { gt: 0 } }] },
      ],
    },
    orderBy: [{ redeemedAt: 'asc' }, { couponId: 'asc' }],
    select: { couponId: true, subscriptionId: true },
  });
  if (redemptions.length === 0) return [];
  const coupons = await db(tx).coupon.findMany({
    where: { providerId, id: { in: redemptions.map(({ couponId }) => couponId) } },
    select: COUPON_SELECT,
  });
  return redemptions.flatMap(({ couponId, subscriptionId }) => {
    const coupon = coupons.find(({ id }) => id === couponId);
    return coupon ? [{ ...coupon, subscriptionId }] : [];
  });
}

/** Notes that an invoice took a coupon with a number of uses; false when another invoice took the last. */
export async function spendRedemption(
  tx: Tx,
  providerId: ProviderId,
  subscriptionId: string,
  couponId: string,
): Promise<boolean> {
  const where = { providerId, subscriptionId, couponId };
  const { count } = await db(tx).couponRedemption.updateMany({
    where: { ...where, usesLeft: { gt: 0 } },
    data: { usesLeft: { decrement: 1 } },
  });
  return count > 0;
}
