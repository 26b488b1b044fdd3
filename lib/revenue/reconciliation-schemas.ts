import { z } from 'zod';
import { paymentsReconciliation } from '@/lib/payments';
import { instantAnswer } from '@/lib/tenants';
import { leak } from './leakage-schemas';

const calls = (description: string) => z.int().describe(description);

const difference = z.object({
  kind: z
    .enum(['rollup', 'claims', 'billing', 'gauge'])
    .describe(
      'rollup: not what its events add up to; claims: ids of events and events differ in number; billing: billed ' +
        'and unbilled are not all; gauge: a live counter is not what the ledger says.',
    ),
  customer: z.string().nullable(),
  meter: z.string().nullable(),
  month: z.string().nullable().describe('UTC, `YYYY-MM`.'),
  key: z.string().nullable(),
  expected: z.string(),
  found: z.string(),
});

export const reconciliation = z
  .object({
    checkedAt: instantAnswer,
    events: calls('Calls and events in the ledger.'),
    rollups: calls('Calls in the rollups, which bills and charts are read from.'),
    billed: calls('Calls on final invoices.'),
    unbilled: calls('Calls on none: of running periods, without a subscription, not charged, or late.'),
    meters: z.array(
      z.object({
        meter: z.string(),
        events: z.object({ calls: z.int(), quantity: z.string() }),
        rollups: z.object({ calls: z.int(), quantity: z.string() }),
        billed: z.int(),
        unbilled: z.object({ open: z.int(), notCharged: z.int(), late: z.int() }),
      }),
    ),
    gauge: z.object({
      kind: z.enum(['redis', 'process']),
      subscribers: z.int(),
      compared: z
        .int()
        .describe('Subscribers whose counters are loaded; the others’ are read when they call.'),
      differences: z.int(),
    }),
    differences: z.array(difference).describe('Empty: every call is counted once and billed at most once.'),
    payments: paymentsReconciliation.describe('What Stripe has beside what is written here.'),
    leakage: z
      .array(leak)
      .describe('Where money leaks: of the last ninety days, and invoices past their due date.'),
  })
  .meta({ id: 'Reconciliation' });

export type Reconciliation = z.output<typeof reconciliation>;
