import { z } from 'zod';
import { instantAnswer, instantField, line, slugField } from '@/lib/tenants';

export const SUBSCRIPTION_STATUSES = ['trialing', 'active', 'past_due', 'cancelled'] as const;

export const startSubscriptionInput = z
  .strictObject({
    plan: slugField.describe('Slug of the plan.'),
    startAt: instantField
      .optional()
      .describe('When it starts, past or future; now when absent. Periods are counted from that local day.'),
    trialDays: z.int().min(0).max(730).optional().describe('In place of the plan’s own trial.'),
    coupon: line(64).optional().describe('Code of a coupon.'),
  })
  .meta({ examples: [{ plan: 'starter' }] });

export type StartSubscriptionInput = z.output<typeof startSubscriptionInput>;

export const changeWhen = z.enum(['now', 'period_end']);

export const changeSubscriptionInput = z
  .strictObject({
    plan: slugField.describe(
      'Slug of the plan to move to. The present one takes back a planned change or cancellation.',
    ),
    when: changeWhen
      .optional()
      .describe('Default: a dearer plan now, a cheaper one at the end of the period.'),
  })
  .meta({ examples: [{ plan: 'professional', when: 'now' }] });

export type ChangeSubscriptionInput = z.output<typeof changeSubscriptionInput>;

export const previewSubscriptionInput = startSubscriptionInput
  .extend({ when: changeWhen.optional().describe('For a change of plan.') })
  .meta({ examples: [{ plan: 'professional' }] });

export type PreviewSubscriptionInput = z.output<typeof previewSubscriptionInput>;

export const cancelSubscriptionQuery = z.object({
  when: changeWhen
    .default('period_end')
    .describe('At once, or when the period ends that was paid for (default).'),
});

export type CancelSubscriptionInput = z.output<typeof cancelSubscriptionQuery>;

export const subscription = z
  .object({
    id: z.string().meta({ examples: ['sub_01k9x2v4n8q6r3t5w7y9z1b3d5'] }),
    customer: z.string(),
    status: z.enum(SUBSCRIPTION_STATUSES),
    plan: z.string().describe('Slug of the plan.'),
    version: z.int(),
    startedAt: instantAnswer,
    currentPeriodStart: instantAnswer,
    currentPeriodEnd: instantAnswer,
    trialEndsAt: instantAnswer.nullable(),
    cancelAt: instantAnswer.nullable().describe('When it ends, or ended.'),
    cancelledAt: instantAnswer.nullable(),
    scheduledPlan: z.string().nullable().describe('Slug of the plan that follows at the end of the period.'),
    scheduledVersion: z.int().nullable(),
    coupons: z.array(z.string()).describe('Codes of the coupons that apply.'),
  })
  .meta({ id: 'Subscription' });

export type Subscription = z.output<typeof subscription>;
