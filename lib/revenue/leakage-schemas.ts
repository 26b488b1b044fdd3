import { z } from 'zod';

/** Each kind of leak in words, for the reference and the dashboard. */
export const LEAKS = {
  no_subscription:
    'Calls of customers who have no plan: worth what the cheapest plan on sale would ask for them.',
  denied_quota_exceeded:
    'Refused at the quota: worth what an upgrade to the cheapest plan that takes it all would bring in.',
  denied_spend_limit_reached: 'Refused at the customer’s own budget.',
  denied_credits_exhausted: 'Refused because the prepaid credits were used up.',
  denied_no_subscription: 'Refused because there was no plan.',
  overdue: 'Invoices past their due date, and the units that were let through since.',
  late: 'Usage that came after its window was billed, until the customer’s next invoice takes it up.',
  unsettled: 'Verified calls of customers whose other calls are settled that were never settled themselves.',
  unknown_caller: 'Calls and events of customers and keys that are not known; under no customer.',
  duplicate: 'Repeats of events that are counted already, kept out: nothing is lost by them.',
  free_rider:
    'Use above the size of a free plan: worth what the cheapest plan with a price would ask for it.',
} as const;

export type LeakKind = keyof typeof LEAKS;

export const leak = z.object({
  kind: z.enum(Object.keys(LEAKS) as [LeakKind, ...LeakKind[]]).describe(
    Object.entries(LEAKS)
      .map(([kind, text]) => `${kind}: ${text}`)
      .join(' '),
  ),
  customer: z.string().describe('Empty where nobody knows whose it is.'),
  quantity: z.string().describe('Units.'),
  amount: z.int().nullable().describe('In minor units; null where nobody can say.'),
  currency: z.string(),
});

export type Leak = z.output<typeof leak>;
