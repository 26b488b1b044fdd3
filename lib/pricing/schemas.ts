import { z } from 'zod';
import { isCurrencyCode } from '@/lib/core/currency';
import {
  type Decimal,
  HUNDRED,
  parseDecimal,
  SIGNED_DECIMAL_PATTERN,
  UNSIGNED_DECIMAL_PATTERN,
  ZERO,
} from '@/lib/core/decimal';

/*
 * The shapes of API.md's "Prices" and `POST /quote`. Every object is strict. Decimals stay strings: what was
 * written is what is stored, and the rating functions parse it exactly.
 */

const decimalMessage = 'Must be a non-negative decimal string in plain notation, such as "0.0005".';

/** Refinements also see text that a rule before them refused; they leave it to that rule. */
function readDecimal(text: string): Decimal | null {
  return UNSIGNED_DECIMAL_PATTERN.test(text) ? parseDecimal(text) : null;
}

/** A decimal string, zero or more; at most 30 digits before and 30 after the point. */
export const nonNegativeDecimalSchema = z
  .string(decimalMessage)
  .regex(UNSIGNED_DECIMAL_PATTERN, decimalMessage)
  .meta({ description: 'Decimal string, zero or more.', examples: ['0.0005'] });

/** A decimal string above zero. */
export const positiveDecimalSchema = nonNegativeDecimalSchema
  .refine((text) => readDecimal(text)?.isZero() !== true, 'Must be above zero.')
  .meta({ description: 'Decimal string above zero.', examples: ['1000'] });

/** A decimal string of either sign. */
export const signedDecimalSchema = z
  .string('Must be a decimal string.')
  .regex(SIGNED_DECIMAL_PATTERN, 'Must be a decimal string in plain notation, such as "-12.50".')
  .meta({ description: 'Decimal string, may be negative.', examples: ['499.00'] });

/** A percentage of 0 to 100 as a decimal string. */
export const percentSchema = nonNegativeDecimalSchema
  .refine((text) => readDecimal(text)?.gt(HUNDRED) !== true, 'Must be between 0 and 100.')
  .meta({ description: 'Per cent, 0 to 100, as a decimal string.', examples: ['18'] });

/** An active ISO 4217 code. */
export const currencySchema = z
  .string()
  .refine(isCurrencyCode, 'Must be an active ISO 4217 currency code, such as "INR".')
  .meta({ description: 'ISO 4217 currency code.', examples: ['INR'] });

/** A count of events: a whole number, as a JSON integer or a decimal string. */
const eventCountSchema = z
  .union([
    z.number().int().nonnegative(),
    z.string().regex(/^\d{1,30}$/, 'Must be a whole number of events.'),
  ])
  .meta({ description: 'How many events the quantity is the sum of: a whole number.', examples: ['42'] });

const tierSchema = z
  .strictObject({
    upTo: positiveDecimalSchema
      .nullable()
      .meta({ description: 'Last unit of the tier, cumulative and inclusive; null in the last tier only.' }),
    unitPrice: nonNegativeDecimalSchema.meta({ description: 'Price of one unit, in major units.' }),
    flatFee: nonNegativeDecimalSchema
      .optional()
      .meta({ description: 'Owed once when the tier applies, in major units. Default 0.' }),
  })
  .meta({ id: 'PriceTier', description: 'One tier of a graduated or volume price.' });

const tiersSchema = z
  .array(tierSchema)
  .min(1, 'At least one tier is needed.')
  .max(200)
  .superRefine((tiers, context) => {
    let previous = ZERO;
    tiers.forEach((tier, index) => {
      const isLast = index === tiers.length - 1;
      const complain = (message: string) =>
        context.addIssue({ code: 'custom', path: [index, 'upTo'], message });
      if (isLast !== (tier.upTo === null)) {
        complain(isLast ? 'Must be null in the last tier.' : 'Must be set in every tier but the last.');
      }
      if (tier.upTo === null) return;
      const bound = readDecimal(tier.upTo);
      if (!bound) return;
      if (index > 0 && bound.lte(previous)) complain('Must be above the bound of the tier before.');
      previous = bound;
    });
  })
  .meta({
    description: 'Tiers in ascending order of `upTo`; the last is null.',
    examples: [
      [
        { upTo: '1000', unitPrice: '0', flatFee: '0' },
        { upTo: null, unitPrice: '0.5', flatFee: '10' },
      ],
    ],
  });

const convertSchema = z
  .strictObject({
    operation: z.enum(['divide', 'multiply']),
    factor: positiveDecimalSchema,
    round: z
      .enum(['up', 'down', 'half_up', 'none'])
      .optional()
      .meta({ description: 'Rounding of the converted quantity. Default none.' }),
    precision: z
      .number()
      .int()
      .min(0)
      .max(12)
      .optional()
      .meta({ description: 'Decimal places that are kept by the rounding. Default 0.' }),
  })
  .meta({
    id: 'PriceConversion',
    description: 'Turns the metered quantity into priced units, after the included units, before the model.',
    examples: [{ operation: 'divide', factor: '1000', round: 'up', precision: 0 }],
  });

const commonShape = {
  meter: z
    .string()
    .min(1)
    .max(64)
    .default('calls')
    .meta({ description: 'Slug of the meter that is priced.', examples: ['calls'] }),
  included: nonNegativeDecimalSchema
    .optional()
    .meta({ description: 'Free units, before any other rule. Default 0.', examples: ['50000'] }),
  convert: convertSchema.optional(),
  minimumSpend: nonNegativeDecimalSchema
    .optional()
    .meta({ description: 'The charge is never less, in major units.', examples: ['10'] }),
  maximumSpend: nonNegativeDecimalSchema
    .optional()
    .meta({ description: 'The charge is never more, in major units.', examples: ['500'] }),
};

/** The fields of one model beside the common ones: any other field is named as not belonging to it. */
function priceModel<Name extends string, Shape extends z.core.$ZodLooseShape>(
  model: Name,
  description: string,
  shape: Shape,
) {
  return z
    .strictObject(
      { model: z.literal(model), ...commonShape, ...shape },
      {
        error: (issue) =>
          issue.code === 'unrecognized_keys'
            ? `Not a field of a ${model} price: ${(issue.keys as string[]).join(', ')}`
            : undefined,
      },
    )
    .meta({ description });
}

const standardPriceSchema = priceModel('standard', 'Every unit at the same price.', {
  unitPrice: nonNegativeDecimalSchema.meta({ description: 'Price of one unit, in major units.' }),
});
const graduatedPriceSchema = priceModel(
  'graduated',
  "Each unit at its own tier's price; a tier's flat fee once the tier is entered.",
  { tiers: tiersSchema },
);
const volumePriceSchema = priceModel(
  'volume',
  'The one tier that the whole quantity lands in prices all of it, with its flat fee.',
  { tiers: tiersSchema },
);
const packagePriceSchema = priceModel('package', 'Every started package is charged.', {
  packageSize: positiveDecimalSchema.meta({ description: 'Units in one package.' }),
  packagePrice: nonNegativeDecimalSchema.meta({ description: 'Price of one package, in major units.' }),
});
const percentagePriceSchema = priceModel(
  'percentage',
  'A percentage of the summed quantity (an amount in major units), plus a fee per event.',
  {
    ratePercent: nonNegativeDecimalSchema.meta({
      description: 'Per cent of the quantity.',
      examples: ['1.3'],
    }),
    fixedFee: nonNegativeDecimalSchema
      .optional()
      .meta({ description: 'Per event, in major units. Default 0.', examples: ['0.10'] }),
  },
);

/** A price: what a quantity of one meter costs in one period. */
export const priceSchema = z
  .discriminatedUnion(
    'model',
    [standardPriceSchema, graduatedPriceSchema, volumePriceSchema, packagePriceSchema, percentagePriceSchema],
    'Must be standard, graduated, volume, package or percentage.',
  )
  .superRefine((price, context) => {
    const minimum = readDecimal(price.minimumSpend ?? '0');
    const maximum = price.maximumSpend === undefined ? null : readDecimal(price.maximumSpend);
    if (minimum && maximum?.lt(minimum)) {
      context.addIssue({
        code: 'custom',
        path: ['maximumSpend'],
        message: 'Must not be below minimumSpend.',
      });
    }
  })
  .meta({
    id: 'Price',
    description: 'What a quantity of one meter costs in one period.',
    examples: [{ meter: 'calls', model: 'standard', included: '50000', unitPrice: '0.001' }],
  });

/** A coupon as the totals take it: amounts in major units. */
export const couponSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fixed'), amount: nonNegativeDecimalSchema }),
    z.strictObject({ kind: z.literal('percent'), percent: percentSchema }),
  ])
  .meta({ id: 'QuoteCoupon', examples: [{ kind: 'percent', percent: '20' }] });

/** One head of tax: CGST 9 per cent. */
export const taxHeadSchema = z
  .strictObject({ name: z.string().min(1).max(64), percent: percentSchema })
  .meta({ id: 'TaxHead', examples: [{ name: 'CGST', percent: '9' }] });

export const chargeSchema = z
  .strictObject({
    price: priceSchema,
    quantity: nonNegativeDecimalSchema.meta({
      description: 'Everything used in the period.',
      examples: ['150000'],
    }),
    billedQuantity: nonNegativeDecimalSchema.optional().meta({
      description:
        'What an earlier invoice of the period already billed: the charge is the difference of the two totals. ' +
        'Default "0": nothing was invoiced yet.',
      examples: ['100000'],
    }),
    eventCount: eventCountSchema.optional(),
    billedEventCount: eventCountSchema
      .optional()
      .meta({ description: 'The event count that belongs to billedQuantity. Default 0.', examples: ['12'] }),
  })
  .superRefine((charge, context) => {
    if (charge.billedEventCount !== undefined && charge.billedQuantity === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['billedEventCount'],
        message: 'Only together with billedQuantity.',
      });
    }
  })
  .meta({ id: 'QuoteCharge' });

export type Price = z.output<typeof priceSchema>;
export type PriceInput = z.input<typeof priceSchema>;
export type PriceOf<Model extends Price['model']> = Extract<Price, { model: Model }>;
export type PriceTier = z.output<typeof tierSchema>;
export type PriceConversion = z.output<typeof convertSchema>;
export type Coupon = z.output<typeof couponSchema>;
export type TaxHead = z.output<typeof taxHeadSchema>;
