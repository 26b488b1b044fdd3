import type { Context } from '@/lib/core/context';
import { type Page, type PageRequest, paginate } from '@/lib/core/pagination';
import { requireProviderSide } from '@/lib/tenants';
import type { Coupon } from './coupon-schemas';
import { type CouponRow, readCoupons } from './coupon-store';
import { couponView } from './coupon-view';

/** The provider's coupons, newest first. */
export async function listCoupons(ctx: Context, input: PageRequest): Promise<Page<Coupon>> {
  requireProviderSide(ctx);
  const page = await paginate(
    input,
    (row: CouponRow) => row.id,
    (take, after) => readCoupons(ctx, ctx.provider.id, take, after),
  );
  return { ...page, data: page.data.map(couponView) };
}
