'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { changePlan, endSubscription } from '@/lib/billing';
import { defineCustomerAction } from '@/lib/http/define-action';
import { requireCard } from '@/lib/payments';
import { cancelSubscriptionQuery, changeSubscriptionInput } from '@/lib/subscriptions';

/** Moves to another plan; the present one takes back what is planned. */
export const changePlanAction = defineCustomerAction({
  input: changeSubscriptionInput,
  run: async ({ ctx, customer }, change): Promise<void> => {
    await requireCard(ctx, { customer: customer.id, plan: change.plan });
    await changePlan(ctx, { customer: customer.id, ...change });
    redirect(`/p/${ctx.provider.slug}/portal/plan?changed=${change.plan}`);
  },
});

export const resumePlanAction = defineCustomerAction({
  input: changeSubscriptionInput.pick({ plan: true }),
  run: async ({ ctx, customer }, { plan }) => {
    await changePlan(ctx, { customer: customer.id, plan });
  },
});

export const cancelPlanAction = defineCustomerAction({
  input: z.object({ when: cancelSubscriptionQuery.shape.when }),
  run: async ({ ctx, customer }, { when }) => {
    await endSubscription(ctx, { customer: customer.id, when });
  },
});
