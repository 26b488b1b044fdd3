import { z } from 'zod';
import { pageOf, pageQuery } from '@/lib/core/pagination';
import { amountField, customerReference, instantAnswer } from '@/lib/tenants';

export const PAYMENT_STATUSES = [
  'created',
  'open',
  'processing',
  'requires_action',
  'succeeded',
  'failed',
  'cancelled',
] as const;

/** Those of a payment that is over; the others are under way. */
export const OVER: readonly string[] = ['succeeded', 'failed', 'cancelled'];

export const payment = z
  .object({
    id: z.string().meta({ examples: ['pay_01k9x2v4n8q6r3t5w7y9z1b3d5'] }),
    customer: z.string(),
    purpose: z.enum(['invoice', 'top_up']),
    source: z
      .enum(['automatic', 'manual', 'hosted'])
      .describe('The schedule, somebody who asked for it, or the customer on a page of Stripe’s.'),
    invoices: z.array(z.object({ invoice: z.string(), amount: amountField, applied: amountField })),
    currency: z.string(),
    amount: amountField,
    amountReceived: amountField,
    amountRefunded: amountField,
    status: z
      .enum(PAYMENT_STATUSES)
      .describe(
        'created: Stripe’s answer is not known yet; open: a page waits for the customer; processing: the bank ' +
          'takes a day or more; requires_action: the customer must confirm in person.',
      ),
    failureCode: z.string().nullable(),
    failureMessage: z.string().nullable(),
    method: z.string().nullable(),
    stripePaymentIntent: z.string().nullable(),
    receiptNumber: z.string().nullable(),
    createdAt: instantAnswer,
    settledAt: instantAnswer.nullable(),
  })
  .meta({ id: 'Payment' });

export type Payment = z.output<typeof payment>;
export const paymentList = pageOf(payment);

export const invoicePayments = z
  .object({ payUrl: z.url(), data: z.array(payment) })
  .meta({ id: 'InvoicePayments' });
export type InvoicePayments = z.output<typeof invoicePayments>;

export const paymentMethodParams = z.object({ id: z.string().regex(/^pm_[0-9a-z]{1,64}$/) });

export const listPaymentsInput = z.object({
  ...pageQuery,
  customer: customerReference.optional(),
  status: z.enum(PAYMENT_STATUSES).optional(),
  purpose: z.enum(['invoice', 'top_up']).optional(),
});
export type ListPaymentsInput = z.input<typeof listPaymentsInput>;

export const paymentMethod = z
  .object({
    id: z.string().meta({ examples: ['pm_01k9x2v4n8q6r3t5w7y9z1b3d5'] }),
    kind: z.string().meta({ examples: ['card'] }),
    brand: z
      .string()
      .nullable()
      .meta({ examples: ['visa'] }),
    last4: z
      .string()
      .nullable()
      .meta({ examples: ['4242'] }),
    expMonth: z.int().nullable(),
    expYear: z.int().nullable(),
    isDefault: z.boolean(),
    isExpired: z.boolean(),
    expiresSoon: z.boolean().describe('It expires before the end of next month.'),
    createdAt: instantAnswer,
  })
  .meta({ id: 'PaymentMethod' });

export type PaymentMethodView = z.output<typeof paymentMethod>;
export const paymentMethods = z.object({ data: z.array(paymentMethod) });
