import { z } from 'zod';
import {
  chargeSchema,
  couponSchema,
  currencySchema,
  nonNegativeDecimalSchema,
  percentSchema,
  signedDecimalSchema,
  taxHeadSchema,
} from './schemas';

/** `POST /quote`: price anything, change nothing. */
export const quoteRequestSchema = z
  .strictObject({
    currency: currencySchema,
    charges: z.array(chargeSchema).max(500).default([]),
    fees: z
      .array(z.strictObject({ description: z.string().min(1).max(500), amount: signedDecimalSchema }))
      .max(500)
      .default([])
      .meta({ description: 'Fixed amounts in major units; a negative one is a refund.' }),
    minimumSpend: nonNegativeDecimalSchema
      .optional()
      .meta({ description: 'All lines together are topped up to this, in major units.' }),
    coupons: z
      .array(couponSchema)
      .max(50)
      .default([])
      .meta({ description: 'Applied in order, each on what the ones before left.' }),
    taxes: z.array(taxHeadSchema).max(20).default([]),
    taxInclusive: z
      .boolean()
      .default(false)
      .meta({ description: 'True when the amounts already contain the taxes.' }),
    creditNotes: nonNegativeDecimalSchema
      .default('0')
      .meta({ description: 'Credit notes at hand, in major units; used before prepaid credits.' }),
    prepaidCredits: nonNegativeDecimalSchema
      .default('0')
      .meta({ description: 'Prepaid credits at hand, in major units.' }),
  })
  .meta({
    id: 'QuoteRequest',
    examples: [
      {
        currency: 'INR',
        charges: [
          {
            price: { meter: 'calls', model: 'standard', included: '50000', unitPrice: '0.001' },
            quantity: '150000',
          },
        ],
        fees: [{ description: 'Base', amount: '499.00' }],
        coupons: [{ kind: 'percent', percent: '20' }],
        taxes: [
          { name: 'CGST', percent: '9' },
          { name: 'SGST', percent: '9' },
        ],
        taxInclusive: false,
        creditNotes: '0',
        prepaidCredits: '0',
      },
    ],
  });

/** An amount in minor units, as the JSON integer of the contract. */
export const amountSchema = z
  .number()
  .int()
  .meta({ description: 'Amount in the minor unit of the currency.', examples: [4900] });

export const lineTierSchema = z
  .strictObject({
    number: z.number().int().meta({ description: 'The tier, counted from 1.' }),
    from: z.string().meta({ description: 'The bound that the tier starts above.' }),
    upTo: z.string().nullable().meta({ description: 'The last unit of the tier; null without a bound.' }),
  })
  .meta({ id: 'LineTier' });

export const quoteLineSchema = z
  .strictObject({
    kind: z.enum(['base', 'usage', 'minimum']),
    description: z.string(),
    quantity: z.string().meta({ description: 'Priced units, as a decimal string.', examples: ['100000'] }),
    unitPrice: z.string().meta({ description: 'Per unit, in major units.', examples: ['0.001'] }),
    tier: lineTierSchema.optional(),
    exact: z
      .string()
      .meta({ description: 'quantity × unitPrice, unrounded, in major units.', examples: ['100'] }),
    amount: amountSchema,
  })
  .meta({ id: 'QuoteLine' });

export const quoteResponseSchema = z
  .strictObject({
    lines: z.array(quoteLineSchema),
    subtotal: amountSchema.meta({ description: 'The sum of the lines.' }),
    discount: amountSchema.meta({ description: 'What the coupons take off, never more than the subtotal.' }),
    taxable: amountSchema.meta({ description: 'Subtotal less discount, without tax.' }),
    taxes: z.array(
      z
        .strictObject({
          name: z.string(),
          percent: percentSchema,
          base: amountSchema,
          amount: amountSchema,
        })
        .meta({ id: 'QuoteTax' }),
    ),
    total: amountSchema.meta({ description: 'Taxable plus taxes.' }),
    creditNotesApplied: amountSchema,
    creditsApplied: amountSchema,
    amountDue: amountSchema.meta({ description: 'Total less credit notes less prepaid credits.' }),
  })
  .meta({ id: 'QuoteResponse' });

export type QuoteRequest = z.output<typeof quoteRequestSchema>;
export type QuoteRequestInput = z.input<typeof quoteRequestSchema>;
export type QuoteLine = z.output<typeof quoteLineSchema>;
export type QuoteResponse = z.output<typeof quoteResponseSchema>;
