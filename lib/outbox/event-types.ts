/**
 * Everything that others may be told about: `noun.verbed`. Those of the public contract are delivered to webhook
 * endpoints; the rest only makes mails.
 */
export const WEBHOOK_EVENT_TYPES = [
  'customer.created',
  'key.created',
  'key.rotated',
  'key.revoked',
  'subscription.created',
  'subscription.changed',
  'subscription.cancelled',
  'subscription.past_due',
  'usage.threshold_reached',
  'quota.exceeded',
  'budget.reached',
  'invoice.created',
  'invoice.finalized',
  'invoice.paid',
  'invoice.payment_failed',
  'invoice.voided',
  'credit_note.created',
] as const;

const MAIL_EVENT_TYPES = ['subscription.trial_ending', 'payment_method.expiring', 'key.expiring'] as const;

export type WebhookEventType = (typeof WEBHOOK_EVENT_TYPES)[number];
export type EventType = WebhookEventType | (typeof MAIL_EVENT_TYPES)[number];
