import { z } from 'zod';
import { emailField } from '@/lib/tenants';

const invoiceEmails = z
  .array(emailField)
  .max(10)
  .transform((emails) => [...new Set(emails)])
  .describe('Where invoices and news of payments go; empty: to the customer’s own address.')
  .meta({ examples: [['accounts@acme.example']] });

const alerts = z.boolean().describe('Whether mails tell of quotas and budgets that fill up.');

export const mailSettingsInput = z.strictObject({
  invoiceEmails: invoiceEmails.optional(),
  alerts: alerts.optional(),
});

export type MailSettingsInput = z.output<typeof mailSettingsInput>;

export const mailSettings = z.object({ invoiceEmails, alerts }).meta({ id: 'MailSettings' });

export type MailSettings = z.output<typeof mailSettings>;
