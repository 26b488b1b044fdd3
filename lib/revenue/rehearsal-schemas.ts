import { z } from 'zod';
import { createVersionInput } from '@/lib/plans';

const { basePrice, prices, quotas } = createVersionInput.shape;

const MOST_MONTHS = 24;

export const rehearsalInput = z
  .strictObject({
    plan: z.string().max(100).describe('The plan’s slug.'),
    draft: z
      .strictObject({ basePrice, prices, quotas })
      .describe('The price to try; what is absent stays as it is. Lists are replaced whole.'),
    months: z
      .int()
      .min(1)
      .max(MOST_MONTHS)
      .default(3)
      .describe('How many of each subscriber’s last closed windows of usage to look at.'),
  })
  .meta({ examples: [{ plan: 'starter', draft: { basePrice: '59.00' }, months: 3 }] });

export type RehearsalInput = z.output<typeof rehearsalInput>;

const minor = (description: string) => z.int().describe(`${description} In minor units.`);

export const rehearsal = z
  .object({
    plan: z.string(),
    version: z.int().describe('The plan’s current version, which the draft changes.'),
    currency: z.string(),
    months: z.int(),
    current: minor('What those windows were invoiced for: base fees and usage, before discounts and taxes.'),
    rehearsed: minor('What they would have been invoiced for.'),
    delta: minor('`rehearsed` less `current`.'),
    customers: z
      .array(
        z.object({
          customer: z.string(),
          name: z.string(),
          externalId: z.string().nullable(),
          windows: z.int().describe('Closed windows that were looked at; none for a newcomer.'),
          current: z.int(),
          rehearsed: z.int(),
          delta: z.int(),
          denied: z
            .string()
            .describe(
              'Units beyond the draft’s hard quotas: they would have been refused, and are not priced.',
            ),
        }),
      )
      .describe('Every subscriber, the one with the largest change first.'),
  })
  .meta({ id: 'Rehearsal' });

export type Rehearsal = z.output<typeof rehearsal>;
