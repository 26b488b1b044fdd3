import { z } from 'zod';
import { pageOf, pageQuery } from '@/lib/core/pagination';
import { percentSchema, positiveDecimalSchema } from '@/lib/pricing';
import { amountField, instantAnswer, instantField, line, slugField } from '@/lib/tenants';

const months = z.strictObject({ months: z.int().min(1).max(120) });
const duration = z
  .union([z.enum(['once', 'forever']), months])
  .describe('How long it takes effect: on one invoice, on all, or for so many months.');

/** Invoices print it, people type it. */
const code = line(64)
  .regex(/^[A-Za-z0-9._-]+$/, 'Must be made of letters, digits, ".", "_" and "-".')
  .transform((text) => text.toUpperCase())
  .describe('What customers enter; upper and lower case are the same.')
  .meta({ examples: ['WELCOME20'] });

export const couponInput = z
  .strictObject({
    code,
    kind: z.enum(['fixed', 'percent']),
    amount: z
      .union([z.int().min(1).max(Number.MAX_SAFE_INTEGER), positiveDecimalSchema])
      .optional()
      .describe('Of a fixed one: whole minor units, or a decimal string in the major unit.'),
    percent: percentSchema.optional(),
    duration,
    maxRedemptions: z.int().min(1).max(1_000_000_000).nullish(),
    expiresAt: instantField.nullish().describe('From then on it can no longer be redeemed.'),
    plans: z.array(slugField).max(50).optional().describe('Slugs of the plans it is for; all when absent.'),
  })
  .superRefine((coupon, context) => {
    const needed = coupon.kind === 'fixed' ? 'amount' : 'percent';
    const other = coupon.kind === 'fixed' ? 'percent' : 'amount';
    const complain = (path: string, errorCode: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], params: { code: errorCode }, message });
    if (coupon[needed] === undefined) complain(needed, 'required', `Needed for the kind "${coupon.kind}".`);
    if (coupon[other] !== undefined) complain(other, 'not_applicable', `Not for the kind "${coupon.kind}".`);
  })
  .meta({ examples: [{ code: 'WELCOME20', kind: 'percent', percent: '20', duration: { months: 3 } }] });

export type CouponInput = z.output<typeof couponInput>;

export const coupon = z
  .object({
    id: z.string(),
    code: z.string(),
    kind: z.enum(['fixed', 'percent']),
    amount: amountField.nullable(),
    currency: z.string(),
    percent: z.string().nullable(),
    duration,
    maxRedemptions: z.int().nullable(),
    redemptions: z.int(),
    expiresAt: instantAnswer.nullable(),
    plans: z.array(z.string()),
    createdAt: instantAnswer,
  })
  .meta({ id: 'Coupon' });

export type Coupon = z.output<typeof coupon>;

export const couponList = pageOf(coupon);
export const listCouponsInput = z.object(pageQuery);
