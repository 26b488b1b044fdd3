import { z } from 'zod';
import { decimal, formatDecimal, parseDecimal } from '@/lib/core/decimal';
import { type CreatePlanInput, createPlanInput } from '@/lib/plans';

const { shape } = createPlanInput;

const wholeText = z.string().regex(/^\d{1,15}$/, 'Must be a whole number.');
const priceText = z.string().regex(/^\d{1,15}(\.\d{1,15})?$/, 'Must be a number such as 0.50.');
const checkbox = z.literal('yes').optional();

/** The simple plan's form: everything is text until here. */
export const planForm = z.object({
  name: shape.name,
  slug: shape.slug,
  description: z.string().max(200).optional(),
  currency: shape.currency,
  interval: shape.interval,
  basePrice: priceText,
  trialDays: wholeText.optional(),
  included: wholeText.optional(),
  pricePerThousand: priceText.optional(),
  quota: wholeText.optional(),
  rateLimit: wholeText.optional(),
  features: z.string().max(10_000).optional(),
  highlighted: checkbox,
  requiresCard: checkbox,
  private: checkbox,
});

const MINUTE_SECONDS = 60;

/** The plan that the form describes. Prices stay decimal text all the way; a thousandth of one is exact. */
export function planOfForm(form: z.output<typeof planForm>): CreatePlanInput {
  const perThousand = form.pricePerThousand ? parseDecimal(form.pricePerThousand, 'pricePerThousand') : null;
  const unitPrice = perThousand ? formatDecimal(perThousand.div(decimal(1000))) : '0';
  const hasPrice = perThousand !== null || form.included !== undefined;
  return {
    name: form.name,
    slug: form.slug,
    description: form.description ?? '',
    currency: form.currency,
    interval: form.interval,
    basePrice: form.basePrice,
    trialDays: Number(form.trialDays ?? 0),
    prices: hasPrice
      ? [{ meter: 'calls', model: 'standard', unitPrice, ...(form.included && { included: form.included }) }]
      : [],
    quotas: form.quota ? [{ meter: 'calls', limit: Number(form.quota), hard: true }] : [],
    rateLimit: form.rateLimit ? { limit: Number(form.rateLimit), windowSeconds: MINUTE_SECONDS } : null,
    features: (form.features ?? '')
      .split('\n')
      .map((text) => text.trim())
      .filter(Boolean),
    highlighted: form.highlighted === 'yes',
    requiresCard: form.requiresCard === 'yes',
    public: form.private !== 'yes',
  };
}
