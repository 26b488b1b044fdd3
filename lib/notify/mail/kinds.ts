import { z } from 'zod';

/*
 * Every mail there is: what it is filled with, and whether one may do without it. No React here: whoever only
 * queues a mail needs none.
 */

/** What an address can unsubscribe from; each is one switch on the page that every such mail links to. */
export const MAIL_CATEGORIES = ['alerts', 'reminders', 'digest'] as const;
export type MailCategory = (typeof MAIL_CATEGORIES)[number];

export const CATEGORY_NAMES: Record<MailCategory, string> = {
  alerts: 'Alerts about usage and budgets',
  reminders: 'Welcome mails and reminders of trials and keys that end',
  digest: 'The weekly digest',
};

const instant = z.string();
const amounts = { used: z.number(), limit: z.number() };

export const MAIL_PROPS = {
  verification: z.object({ url: z.string(), name: z.string().optional(), hours: z.number() }),
  'password-reset': z.object({ url: z.string(), minutes: z.number() }),
  invitation: z.object({ url: z.string(), inviter: z.string(), team: z.string(), days: z.number() }),
  welcome: z.object({ customer: z.string(), keyPrefix: z.string(), url: z.string() }),
  'trial-ending': z.object({ plan: z.string(), endsAt: instant, url: z.string() }),
  'key-expiring': z.object({ key: z.string(), expiresAt: instant, url: z.string() }),
  'usage-threshold': z.object({
    ...amounts,
    ...{ meter: z.string(), percent: z.number(), hard: z.boolean(), resetsAt: instant, url: z.string() },
  }),
  'budget-reached': z.object({
    ...amounts,
    ...{ currency: z.string(), percent: z.number(), resetsAt: instant, url: z.string() },
  }),
  invoice: z.object({
    ...{ invoice: z.string(), number: z.string(), currency: z.string(), total: z.number() },
    ...{ amountDue: z.number(), dueAt: instant.nullable(), isPaid: z.boolean(), url: z.string() },
  }),
  'payment-failed': z.object({
    ...{ number: z.string(), currency: z.string(), amountDue: z.number(), url: z.string() },
    reason: z.string().nullable(),
    nextAttemptAt: instant.nullable(),
  }),
  'card-expiring': z.object({ card: z.string(), expires: z.string(), url: z.string() }),
  digest: z.object({
    ...{
      from: instant,
      to: instant,
      calls: z.number(),
      callsBefore: z.number(),
      activeCustomers: z.number(),
    },
    ...{ newCustomers: z.number(), refused: z.number(), overdue: z.number(), url: z.string() },
    invoiced: z.array(z.object({ currency: z.string(), amount: z.number() })),
  }),
  'endpoint-disabled': z.object({ endpoint: z.string(), reason: z.string(), url: z.string() }),
} as const;

export type MailTemplate = keyof typeof MAIL_PROPS;
export type MailPropsOf<T extends MailTemplate> = z.output<(typeof MAIL_PROPS)[T]>;

/** Everything else must arrive: somebody asked for it, or it is about their money or their access. */
const CATEGORY_OF: Partial<Record<MailTemplate, MailCategory>> = {
  welcome: 'reminders',
  'trial-ending': 'reminders',
  'key-expiring': 'reminders',
  'usage-threshold': 'alerts',
  'budget-reached': 'alerts',
  digest: 'digest',
};

/** What the recipient can unsubscribe from; null for a mail that always goes out. */
export function categoryOf(template: MailTemplate): MailCategory | null {
  return CATEGORY_OF[template] ?? null;
}

/** Holds a link that lets its reader in. */
export function isPrivate(template: MailTemplate): boolean {
  return template === 'verification' || template === 'password-reset' || template === 'invitation';
}
