import { z } from 'zod';
import { pageOf, pageQuery } from '@/lib/core/pagination';
import { subscription } from '@/lib/subscriptions';
import { address, amountField, customerReference, instantAnswer, instantField, line } from '@/lib/tenants';

export const INVOICE_STATUSES = ['draft', 'open', 'paid', 'void', 'uncollectible'] as const;
export const LINE_KINDS = ['base', 'usage', 'proration', 'adjustment', 'minimum', 'discount'] as const;

const signedAmount = z.int().describe('Whole minor units of the currency; may be negative.');

/** Part of a line: what one tier, the included units, a flat fee or a cap comes to. */
export const linePart = z
  .object({
    description: z.string(),
    tier: z.int().nullable().describe('The tier, counted from 1; null outside of tiers.'),
    from: z.string().nullable(),
    upTo: z.string().nullable().describe('The last unit of the tier; null without a bound.'),
    quantity: z.string(),
    unitPrice: z.string(),
    exact: z.string().describe('quantity × unitPrice, unrounded, in major units.'),
    amount: signedAmount,
  })
  .meta({ id: 'InvoiceLinePart' });

export type LinePart = z.output<typeof linePart>;

export const invoiceLine = z
  .object({
    id: z.string(),
    kind: z.enum(LINE_KINDS),
    description: z.string(),
    meter: z.string().optional(),
    periodStart: instantAnswer,
    periodEnd: instantAnswer,
    quantity: z.string().meta({ examples: ['20000'] }),
    unit: z.string().optional().describe('What is counted, of a meter’s line.'),
    unitPrice: z.string().optional().describe('Where every charged unit has the same, in major units.'),
    tiers: z
      .array(linePart)
      .optional()
      .describe('What the line is the sum of, where it is of several parts.'),
    amount: signedAmount,
    taxCode: z.string().optional(),
  })
  .meta({ id: 'InvoiceLine' });

export type InvoiceLine = z.output<typeof invoiceLine>;

const partyFields = {
  name: z.string(),
  email: z.string(),
  taxId: z.string().nullable(),
  address: address.nullable(),
};

export const seller = z.object({
  ...partyFields,
  country: z.string(),
  state: z.string().nullable(),
  logoUrl: z.string().nullable(),
});

/** The seller as an invoice keeps it: besides what is shown, what its paper is printed with. */
export const sellerSnapshot = seller.extend({
  paper: z
    .object({
      timezone: z.string().optional(),
      logoId: z.string().nullish(),
      color: z.string().nullish(),
      websiteUrl: z.string().nullish(),
      paymentInstructions: z.string().optional(),
      signatory: z.string().nullish(),
      footer: z.string().optional(),
    })
    .default({}),
});
export const buyer = z.object({ id: z.string(), externalId: z.string().nullable(), ...partyFields });
/** The plan that the invoice was computed from, as it was. */
export const invoicedPlan = z
  .object({ id: z.string(), slug: z.string(), name: z.string(), version: z.int(), interval: z.string() })
  .loose();

export type Seller = z.output<typeof sellerSnapshot>;
export type Buyer = z.output<typeof buyer>;

export const invoiceTax = z.object({
  name: z.string(),
  percent: z.string(),
  base: signedAmount,
  amount: signedAmount,
});

const money = {
  currency: z.string(),
  lines: z.array(invoiceLine),
  subtotal: signedAmount.describe('The sum of the lines.'),
  discount: signedAmount.describe('What coupons take off the subtotal.'),
  coupons: z.array(z.object({ code: z.string(), amount: signedAmount })),
  taxable: signedAmount,
  taxes: z.array(invoiceTax),
  total: signedAmount,
  creditNotesApplied: amountField,
  creditsApplied: amountField.describe('What was paid from prepaid credits.'),
  amountPaid: amountField,
  amountDue: signedAmount,
};

const invoiceBody = {
  customer: z.string(),
  subscription: z.string().nullable(),
  plan: z.string().nullable().describe('Slug of the plan that was invoiced.'),
  status: z.enum(INVOICE_STATUSES),
  periodStart: instantAnswer.describe('Of the usage; both ends are the same where an invoice has none.'),
  periodEnd: instantAnswer,
  ...money,
  seller,
  buyer,
  placeOfSupply: z.string().optional(),
  documentTitle: z.string(),
  taxNote: z.string().nullable().describe('The endorsement that the tax demands.'),
};

export const invoice = z
  .object({
    id: z.string().meta({ examples: ['inv_01k9x2v4n8q6r3t5w7y9z1b3d5'] }),
    number: z
      .string()
      .nullable()
      .meta({ examples: ['INV/2627/000001'] }),
    ...invoiceBody,
    createdAt: instantAnswer,
    finalizesAt: instantAnswer.nullable().describe('Of a draft: when the wait for late events ends.'),
    issuedAt: instantAnswer.nullable(),
    dueAt: instantAnswer.nullable(),
    paidAt: instantAnswer.nullable(),
    paymentReference: z.string().nullable(),
  })
  .meta({ id: 'Invoice' });

export type Invoice = z.output<typeof invoice>;

/** A row of a list: without lines and parties, which the single invoice has. */
export const invoiceList = pageOf(invoice);

export const upcomingInvoice = z
  .object({ ...invoiceBody, closesAt: instantAnswer.describe('When it will be drafted.') })
  .meta({ id: 'UpcomingInvoice', description: 'What the invoice would be if the period ended now.' });

export type UpcomingInvoice = z.output<typeof upcomingInvoice>;

export const invoiceParams = z.object({ id: z.string().describe('An invoice: `inv_…`.') });

export const listInvoicesInput = z.object({
  ...pageQuery,
  customer: customerReference.optional(),
  status: z.enum(INVOICE_STATUSES).optional(),
  from: instantField.optional().describe('Issued (a draft: made) from this instant on.'),
  to: instantField.optional().describe('Issued (a draft: made) before this instant.'),
});

export type ListInvoicesInput = z.input<typeof listInvoicesInput>;

export const markPaidInput = z.strictObject({
  reference: line(200).optional().describe('The bank’s or your own reference of the payment.'),
  paidAt: instantField.optional().describe('Now when absent.'),
});

export type MarkPaidInput = z.output<typeof markPaidInput>;

export const reasonInput = z.strictObject({ reason: line(500).optional() });

export const subscriptionPreview = z
  .object({
    when: z.enum(['now', 'period_end']).describe('When the plan would change.'),
    subscription: subscription.describe('As it would be.'),
    ...money,
  })
  .omit({ amountPaid: true })
  .meta({ id: 'SubscriptionPreview', description: 'What it would cost today; nothing is changed.' });

export type SubscriptionPreview = z.output<typeof subscriptionPreview>;
