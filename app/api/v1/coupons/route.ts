import { defineRoute, defineRoutes } from '@/lib/http';
import {
  coupon,
  couponInput,
  couponList,
  createCoupon,
  listCoupons,
  listCouponsInput,
} from '@/lib/subscriptions';

const common = { tag: 'Coupons', auth: 'secret' } as const;

export const { GET, POST, PUT, PATCH, DELETE } = defineRoutes({
  GET: defineRoute({
    ...{ ...common, response: couponList, status: 200, summary: 'List coupons' },
    query: listCouponsInput,
    run: (ctx, { query }) => listCoupons(ctx, query),
  }),
  POST: defineRoute({
    ...{ ...common, response: coupon, status: 201, summary: 'Create a coupon' },
    body: couponInput,
    run: (ctx, { body }) => createCoupon(ctx, body),
  }),
});
