import { z } from 'zod';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A quantity in an answer: a JSON number, or a decimal string where a number would lose digits. */
export const quantitySchema = z
  .union([z.number(), z.string()])
  .describe('A JSON number; a decimal string where a number would lose digits.');

export const usageQuerySchema = z.object({
  customer: z.string().optional().describe('`cus_…` or `ext:<externalId>`; all customers when left out.'),
  meter: z.string().optional(),
  from: instant.optional().describe('From this instant on (inclusive). Default: 30 days before `to`.'),
  to: instant.optional().describe('Up to this instant (exclusive). Default: now.'),
  granularity: z.enum(['hour', 'day', 'month', 'total']).default('day'),
  groupBy: z.enum(['endpoint', 'customer', 'key', 'status']).optional(),
});

const measures = {
  quantity: quantitySchema,
  calls: z.int(),
  errors: z.int().describe('Calls with a status of 400 or above.'),
  latencyMsAvg: z.number().nullable(),
};

export const usageResponseSchema = z
  .object({
    data: z.array(
      z.object({
        start: z.string(),
        end: z.string(),
        group: z
          .string()
          .nullable()
          .describe('The endpoint, customer, key or status; null without `groupBy`.'),
        ...measures,
      }),
    ),
    total: z.object(measures),
  })
  .meta({ id: 'Usage' });

export type UsageQuery = z.output<typeof usageQuerySchema>;
export type UsageResponse = z.input<typeof usageResponseSchema>;
