import { z } from 'zod';
import { amountField, instantAnswer, instantField, line } from '@/lib/tenants';

export const recurrenceInterval = z.enum(['month', 'year']);

const recurring = z
  .strictObject({
    interval: recurrenceInterval.describe(
      'How often: at local midnight of the day of the grant (the last day of a shorter month).',
    ),
    reset: z
      .boolean()
      .default(false)
      .describe('True: what is left goes when the amount comes again. False: it rolls over.'),
  })
  .describe('Grants the amount again and again, until it expires or is ended.');

export const grantCreditsInput = z
  .strictObject({
    amount: z.int().min(1).max(Number.MAX_SAFE_INTEGER).describe('Whole minor units of the currency.'),
    expiresAt: instantField.nullish().describe('The first instant at which it is worth nothing.'),
    priority: z.int().min(-1_000_000).max(1_000_000).optional().describe('Lower burns first. Default 0.'),
    reason: line(500),
    recurring: recurring.nullish(),
  })
  .meta({ examples: [{ amount: 50000, reason: 'Prepaid by bank transfer' }] });

export type GrantCreditsInput = z.input<typeof grantCreditsInput>;

export const creditGrant = z
  .object({
    id: z.string(),
    amount: amountField.describe('What was granted; where it recurs, each time.'),
    remaining: amountField.describe('What is left of it.'),
    currency: z.string(),
    priority: z.int(),
    expiresAt: instantAnswer.nullable(),
    reason: z.string(),
    recurring: z
      .object({
        interval: recurrenceInterval,
        reset: z.boolean(),
        nextAt: instantAnswer.nullable().describe('When it comes again; null when it does not any more.'),
      })
      .nullable(),
    createdAt: instantAnswer,
  })
  .meta({ id: 'CreditGrant' });

export const creditMovement = z
  .object({
    id: z.string(),
    grant: z.string(),
    kind: z.enum(['grant', 'burn', 'expiry', 'return', 'reset', 'recurrence']),
    amount: z.int().describe('Signed: negative takes from the balance.'),
    invoice: z.string().nullable(),
    at: instantAnswer,
  })
  .meta({ id: 'CreditMovement' });

export const credits = z
  .object({
    balance: amountField.describe('The sum of all movements.'),
    currency: z.string(),
    grants: z.array(creditGrant),
    movements: z.array(creditMovement).describe('The newest first.'),
  })
  .meta({ id: 'Credits' });

export type CreditGrantView = z.output<typeof creditGrant>;
export type Credits = z.output<typeof credits>;
