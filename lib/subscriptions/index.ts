export {
  type Advance,
  type AdvanceKind,
  advanceSubscription,
  nextPeriodOf,
  windowOf,
} from './advance-subscription';
export { cancelSubscription } from './cancel-subscription';
export { changeSubscription } from './change-subscription';
export { chargesOf } from './charges';
export {
  type Coupon,
  type CouponInput,
  coupon,
  couponInput,
  couponList,
  listCouponsInput,
} from './coupon-schemas';
export { type AppliedCoupon, readAppliedCoupons, spendRedemption } from './coupon-store';
export { createCoupon } from './create-coupon';
export { planOf } from './find-live-subscription';
export { getSubscription } from './get-subscription';
export { getSubscriptionById } from './get-subscription-by-id';
export { listCoupons } from './list-coupons';
export { listLiveSubscriptions } from './list-live-subscriptions';
export { type OpenCharge, openCharges } from './open-charges';
export { baseItem } from './proration';
export {
  type CancelSubscriptionInput,
  type ChangeSubscriptionInput,
  cancelSubscriptionQuery,
  changeSubscriptionInput,
  type PreviewSubscriptionInput,
  previewSubscriptionInput,
  type StartSubscriptionInput,
  type Subscription,
  startSubscriptionInput,
  subscription,
} from './schemas';
export { holdSubscriptionOf, setStanding } from './set-standing';
export { startSubscription } from './start-subscription';
export { type ItemDraft, readSubscriptionOf, type SubscriptionRow } from './store';
