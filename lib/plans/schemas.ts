import { z } from 'zod';
import { pageOf, pageQuery } from '@/lib/core/pagination';
import { nonNegativeDecimalSchema, priceSchema } from '@/lib/pricing';
import {
  branding,
  currencyField,
  customerReference,
  instantAnswer,
  line,
  prose,
  slugField,
} from '@/lib/tenants';

const LARGEST_LIMIT = 1_000_000_000;
/** A quota is compared in doubles by the gauge; beyond this they are no longer whole. */
const LARGEST_QUOTA = Number.MAX_SAFE_INTEGER;
const THIRTY_ONE_DAYS_SECONDS = 2_678_400;

export const rateLimit = z
  .strictObject({
    limit: z.int().min(1).max(LARGEST_LIMIT).describe('Units per window.'),
    windowSeconds: z.int().min(1).max(THIRTY_ONE_DAYS_SECONDS),
    burst: z
      .int()
      .min(1)
      .max(LARGEST_LIMIT)
      .optional()
      .describe('How many may come at once; the limit itself when absent.'),
  })
  .meta({ id: 'RateLimit', examples: [{ limit: 100, windowSeconds: 60 }] });

export type RateLimit = z.output<typeof rateLimit>;

const quota = z
  .strictObject({
    meter: slugField.default('calls'),
    limit: z.number().min(0).max(LARGEST_QUOTA).describe('Units per quota window (a month).'),
    hard: z.boolean().default(true).describe('True: calls beyond it are denied. False: it only warns.'),
  })
  .meta({ id: 'Quota', examples: [{ meter: 'calls', limit: 1000, hard: true }] });

export type Quota = z.output<typeof quota>;

const aggregation = z.enum(['sum', 'count', 'max', 'unique']);

export const meterInput = z
  .strictObject({
    slug: slugField.meta({ examples: ['tokens'] }),
    name: line(120),
    unit: line(40).meta({ examples: ['token'] }),
    aggregation,
    property: line(100).nullish().describe('For `unique`: the event property whose distinct values count.'),
    eventType: line(255).nullish().describe('The CloudEvents `type` that this meter takes; unique.'),
  })
  .superRefine((meter, context) => {
    const needsProperty = meter.aggregation === 'unique';
    if (needsProperty === Boolean(meter.property)) return;
    context.addIssue({
      code: 'custom',
      path: ['property'],
      params: { code: needsProperty ? 'required' : 'not_applicable' },
      message: needsProperty ? 'Needed for the aggregation "unique".' : 'Only for the aggregation "unique".',
    });
  });

export type MeterInput = z.output<typeof meterInput>;

export const meter = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    unit: z.string(),
    aggregation,
    property: z.string().nullable(),
    eventType: z.string().nullable(),
    createdAt: instantAnswer,
  })
  .meta({ id: 'Meter' });

export type Meter = z.output<typeof meter>;

export const meterList = pageOf(meter);

export const CHARGEABLE_BELOW = { below_500: 500, below_400: 400, all: 1000 } as const;

const chargeableStatus = z
  .enum(['below_500', 'below_400', 'all'])
  .describe('Which calls are billed, by the status they settle with: those below 500, below 400, or all.');

const interval = z
  .enum(['month', 'year'])
  .describe('How often the base price is due; quotas are monthly always.');
const billing = z.enum(['postpaid', 'prepaid']).describe('Prepaid: calls draw on credits and stop without.');
const proration = z.enum(['time', 'usage_or_time', 'none']);
const basePrice = nonNegativeDecimalSchema
  .describe('Per interval, in advance: a decimal string in the major unit.')
  .meta({ examples: ['49.00'] });
const trialDays = z.int().min(0).max(730);
const prices = z.array(priceSchema).max(50).describe('At most one price a meter.');
const quotas = z.array(quota).max(50).describe('At most one quota a meter.');
const features = z.array(line(200)).max(50).describe('Bullet points for the pricing page.');
const taxCode = line(40).describe('SAC, HSN or another code of the tax.');

/** What a version fixes for ever: everything that changes a price or a limit. */
const termsShape = {
  basePrice,
  trialDays: trialDays.default(0),
  prices: prices.default([]),
  rateLimit: rateLimit.nullish(),
  quotas: quotas.default([]),
  billing: billing.default('postpaid'),
  proration: proration.default('time'),
  chargeableStatus: chargeableStatus.default('below_500'),
  taxCode: taxCode.nullish(),
};

const presentationShape = {
  name: line(120),
  description: prose(2000),
  features,
  public: z.boolean().describe('False: only the provider can put a customer on it.'),
  highlighted: z.boolean(),
  requiresCard: z
    .boolean()
    .describe('True: who signs up gives a card first. The provider puts anybody on it without one.'),
  position: z.int().min(0).max(10_000).describe('Order on the pricing page, smallest first.'),
};

export const createPlanInput = z
  .strictObject({
    slug: slugField,
    ...presentationShape,
    description: presentationShape.description.default(''),
    features: features.default([]),
    public: presentationShape.public.default(true),
    highlighted: presentationShape.highlighted.default(false),
    requiresCard: presentationShape.requiresCard.default(false),
    position: presentationShape.position.default(0),
    currency: currencyField,
    interval,
    ...termsShape,
  })
  .meta({
    examples: [
      {
        slug: 'starter',
        name: 'Starter',
        currency: 'INR',
        interval: 'month',
        basePrice: '49.00',
        trialDays: 14,
        prices: [{ meter: 'calls', model: 'standard', included: '50000', unitPrice: '0.001' }],
        rateLimit: { limit: 100, windowSeconds: 60 },
        features: ['50,000 calls included'],
        billing: 'postpaid',
      },
    ],
  });

export type CreatePlanInput = z.input<typeof createPlanInput>;
export type ParsedPlan = z.output<typeof createPlanInput>;

export const updatePlanInput = z.strictObject(presentationShape).partial();

export type UpdatePlanInput = z.output<typeof updatePlanInput>;

export const createVersionInput = z
  .strictObject({
    basePrice,
    trialDays,
    prices,
    rateLimit: rateLimit.nullable(),
    quotas,
    billing,
    proration,
    chargeableStatus,
    taxCode: taxCode.nullable(),
  })
  .partial()
  .describe('What is absent is taken over from the current version; lists are replaced whole.');

export type CreateVersionInput = z.output<typeof createVersionInput>;

export const migrateInput = z.strictObject({
  toVersion: z.int().min(1).max(1_000_000),
  when: z.enum(['now', 'period_end']),
  customers: z
    .array(customerReference)
    .min(1)
    .max(10_000)
    .optional()
    .describe('Only these; all when absent.'),
});

export type MigrateInput = z.output<typeof migrateInput>;

export const migration = z.object({
  plan: z.string(),
  toVersion: z.int(),
  when: z.enum(['now', 'period_end']),
  migrated: z.int().describe('How many subscriptions were moved or scheduled to move.'),
});

const terms = z.object({
  version: z.int(),
  basePrice: z.string(),
  trialDays: z.int(),
  prices: z.array(priceSchema),
  rateLimit: rateLimit.nullable(),
  quotas: z.array(quota),
  billing,
  proration,
  chargeableStatus,
  taxCode: z.string().nullable(),
});

export type PlanTerms = z.output<typeof terms>;

const planVersion = terms.extend({ createdAt: instantAnswer }).meta({ id: 'PlanVersion' });

export type PlanVersionView = z.output<typeof planVersion>;

export const planVersionList = pageOf(planVersion);

const identity = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  currency: z.string(),
  interval,
  features: z.array(z.string()),
  highlighted: z.boolean(),
  requiresCard: z.boolean(),
});

export const plan = z
  .object({
    ...identity.shape,
    public: z.boolean(),
    position: z.int(),
    archivedAt: instantAnswer.nullable(),
    ...terms.shape,
    createdAt: instantAnswer,
  })
  .meta({ id: 'Plan' });

export type Plan = z.output<typeof plan>;

export const planList = pageOf(plan);

export const listPlansInput = z.object({
  ...pageQuery,
  archived: z
    .enum(['true', 'false'])
    .optional()
    .describe('Only archived plans, or only those that are not; both when absent.'),
});

export type ListPlansInput = z.input<typeof listPlansInput>;

export const planParams = z.object({
  slug: z
    .string()
    .describe('The plan’s slug.')
    .meta({ examples: ['starter'] }),
});

const publicPlan = z
  .object({
    ...identity.shape,
    ...terms.omit({ chargeableStatus: true, taxCode: true }).shape,
  })
  .meta({ id: 'PublicPlan' });

export type PublicPlan = z.output<typeof publicPlan>;

export const publicPlans = z.object({
  provider: z.object({
    slug: z.string(),
    name: z.string(),
    currency: z.string(),
    timezone: z.string(),
    country: z.string(),
    sandbox: z.boolean(),
    branding,
  }),
  data: z.array(publicPlan),
  nextCursor: z.null(),
});

export type PublicPlans = z.output<typeof publicPlans>;
