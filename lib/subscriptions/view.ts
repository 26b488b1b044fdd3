import type { Context } from '@/lib/core/context';
import { getPlanVersion } from '@/lib/plans';
import { readAppliedCoupons } from './coupon-store';
import { type Subscription, subscription } from './schemas';
import type { SubscriptionRow } from './store';

/** A subscription as the contract shows it. */
export async function subscriptionView(ctx: Context, row: SubscriptionRow): Promise<Subscription> {
  const plan = await getPlanVersion(ctx, { planId: row.planId, version: row.planVersion });
  const coupons = await readAppliedCoupons(ctx, ctx.provider.id, [row.id], ctx.clock.now());
  return {
    id: row.id,
    customer: row.customerId,
    status: subscription.shape.status.parse(row.status),
    plan: plan.slug,
    version: row.planVersion,
    startedAt: row.startedAt.toISOString(),
    currentPeriodStart: row.currentPeriodStart.toISOString(),
    currentPeriodEnd: row.currentPeriodEnd.toISOString(),
    trialEndsAt: row.trialEndsAt?.toISOString() ?? null,
    cancelAt: row.cancelAt?.toISOString() ?? null,
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    scheduledPlan: await scheduledSlug(ctx, row),
    scheduledVersion: row.scheduledPlanVersion,
    coupons: coupons.map(({ code }) => code),
  };
}

async function scheduledSlug(ctx: Context, row: SubscriptionRow): Promise<string | null> {
  if (row.scheduledPlanId === null || row.scheduledPlanVersion === null) return null;
  const planned = { planId: row.scheduledPlanId, version: row.scheduledPlanVersion };
  return (await getPlanVersion(ctx, planned)).slug;
}
