import { z } from 'zod';
import { currencyField, instantAnswer } from '@/lib/tenants';
import { DEFINITIONS } from './definitions';
import { MOVEMENT_KINDS } from './mrr';

const when = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], 'Must be an RFC 3339 time or a date.')
  .meta({ examples: ['2026-04-01T00:00:00.000Z', '2026-04-01'] });

export const revenueQuery = z.object({
  from: when
    .optional()
    .describe(
      'From this instant on; a date is its midnight in your time zone. Default: 30 days before `to`.',
    ),
  to: when.optional().describe('Before this instant. Default: now; the future is cut off at now.'),
  currency: currencyField
    .optional()
    .describe('Amounts of this currency alone; default: yours. Currencies are never added up.'),
});

export type RevenueQuery = z.output<typeof revenueQuery>;

const amount = (description: string) => z.int().describe(`${description} In minor units.`);
const sums = z.object(
  Object.fromEntries(MOVEMENT_KINDS.map((kind) => [kind, amount(DEFINITIONS[kind])])) as Record<
    (typeof MOVEMENT_KINDS)[number],
    z.ZodInt
  >,
);

export const revenueReport = z
  .object({
    from: instantAnswer,
    to: instantAnswer,
    currency: z.string(),
    currencies: z.array(z.string()).describe('All that this account has plans in; ask for each by itself.'),
    mrr: amount(DEFINITIONS.mrr),
    mrrAtStart: amount('MRR at the start of the range: with the movements it gives `mrr` exactly.'),
    arr: amount(DEFINITIONS.arr),
    movements: sums,
    activeCustomers: z.int().describe(DEFINITIONS.activeCustomers),
    trialing: z.int().describe(DEFINITIONS.trialing),
    arpu: amount(DEFINITIONS.arpu),
    usageRevenue: amount(DEFINITIONS.usageRevenue),
    netRevenue: amount(DEFINITIONS.netRevenue),
    churnRate: z.number().describe(DEFINITIONS.churnRate),
    topCustomers: z
      .array(
        z.object({
          customer: z.string(),
          name: z.string(),
          externalId: z.string().nullable(),
          calls: z.int(),
          amount: amount('MRR and usage revenue together: what the table is sorted by.'),
          mrr: z.int(),
          usageRevenue: z.int(),
          netRevenue: z.int(),
        }),
      )
      .describe('The twenty who are worth most, the largest first.'),
    byPlan: z.array(
      z.object({
        plan: z.string(),
        name: z.string(),
        customers: z.int().describe('Active on the plan at the end of the range.'),
        mrr: z.int(),
        usageRevenue: z.int(),
      }),
    ),
    series: z
      .array(
        z.object({
          start: instantAnswer,
          end: instantAnswer,
          mrr: z.int().describe('At the end of the step.'),
          movements: sums,
          usageRevenue: z.int(),
          netRevenue: z.int(),
        }),
      )
      .describe('By local day up to 100 days, by local month beyond. Its steps add up to the totals.'),
  })
  .meta({ id: 'Revenue' });

export type RevenueReport = z.output<typeof revenueReport>;
