import { z } from 'zod';
import { pageQuery } from '@/lib/core/pagination';
import { priceSchema } from '@/lib/pricing';
import { instantAnswer } from '@/lib/tenants';
import { invoiceLine, linePart } from './schemas';

const usageOfDay = z
  .object({
    day: z.string().describe('Local day, in the provider’s time zone.'),
    endpoint: z.string(),
    quantity: z.string(),
    calls: z.int(),
  })
  .meta({ id: 'UsageOfDay' });

const billedUse = z.object({ quantity: z.string(), calls: z.int() });

export const explainedLine = z
  .object({
    id: z.string(),
    kind: invoiceLine.shape.kind,
    description: z.string(),
    meter: z.string().optional(),
    quantity: z.string(),
    exact: z.string().describe('The sum of the parts, unrounded, in major units.'),
    amount: z.int(),
    parts: z.array(linePart).describe('What the line is the sum of; each is quantity × unitPrice.'),
    plan: z.string().optional(),
    version: z.int().optional(),
    price: priceSchema.optional(),
    usage: z
      .object({
        quantity: z.string().describe('The sum of the days.'),
        calls: z.int(),
        days: z.array(usageOfDay),
        addsUp: z
          .boolean()
          .describe(
            'False where the meter’s own aggregation (a maximum, distinct values) is no sum of days.',
          ),
      })
      .optional(),
    billedBefore: billedUse.optional().describe('Of an adjustment: what earlier invoices had billed.'),
    all: billedUse.optional().describe('Of an adjustment: all that was used by then.'),
    reason: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Of a fixed amount: the numbers that it was computed from.'),
  })
  .meta({ id: 'ExplainedLine' });

export type ExplainedLine = z.output<typeof explainedLine>;

const explainedUse = z
  .object({
    id: z.string().describe('The caller’s id of an event, ours of a call.'),
    occurredAt: instantAnswer,
    endpoint: z.string(),
    status: z.int().describe('0 while unknown.'),
    quantity: z.string(),
  })
  .meta({ id: 'ExplainedUse' });

export const explanation = z
  .object({
    invoice: z.string(),
    number: z.string().nullable(),
    currency: z.string(),
    subtotal: z.int(),
    discount: z.int(),
    taxable: z.int(),
    total: z.int(),
    lines: z.array(explainedLine),
    events: z
      .object({ line: z.string(), data: z.array(explainedUse), nextCursor: z.string().nullable() })
      .nullable()
      .describe('The uses behind the line that was asked for, by page.'),
  })
  .meta({ id: 'InvoiceExplanation' });

export type Explanation = z.output<typeof explanation>;

export const explainQuery = z.object({
  ...pageQuery,
  line: z.string().optional().describe('A line of usage, whose single uses are wanted too.'),
  format: z
    .enum(['json', 'csv'])
    .default('json')
    .describe('`csv`: one row a line, day and endpoint, whole, without pages.'),
  events: z.enum(['true', 'false']).default('false').describe('Of a CSV: one row a single use, with its id.'),
});

export type ExplainQuery = Omit<z.output<typeof explainQuery>, 'format' | 'events'>;
