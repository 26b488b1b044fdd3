'use server';

import { z } from 'zod';
import { invalidField } from '@/lib/core/errors';
import { toMinor, toSafeNumber } from '@/lib/core/money';
import { defineCustomerAction } from '@/lib/http/define-action';
import { mailSettingsInput, setMailSettings } from '@/lib/notify';
import { setAutoTopUp } from '@/lib/payments';
import { address, emailField, line, updateCustomer } from '@/lib/tenants';

export const setDetailsAction = defineCustomerAction({
  input: address.extend({
    name: line(200),
    email: emailField,
    taxId: line(40).optional(),
    country: address.shape.country.unwrap(),
  }),
  run: async ({ ctx, customer }, { name, email, taxId, ...home }): Promise<void> => {
    const changes = { name, email, taxId: taxId ?? null, address: home };
    await updateCustomer(ctx, { id: customer.id, changes });
  },
});

export const setMailsAction = defineCustomerAction({
  input: z.object({ invoiceEmails: z.string().max(3000).optional(), alerts: z.enum(['yes', 'no']) }),
  run: async ({ ctx, customer }, { invoiceEmails, alerts }): Promise<void> => {
    const emails = (invoiceEmails ?? '').split(/[\s,;]+/).filter((email) => email !== '');
    const parsed = mailSettingsInput.safeParse({ invoiceEmails: emails, alerts: alerts === 'yes' });
    if (!parsed.success) {
      const message = parsed.error.issues[0]?.message ?? 'Is not valid.';
      throw invalidField('invoiceEmails', 'invalid', message);
    }
    await setMailSettings(ctx, { customer: customer.id, settings: parsed.data });
  },
});

const amount = z
  .string()
  .trim()
  .regex(/^\d{1,12}(\.\d{1,4})?$/, 'Must be an amount such as 500 or 99.50.')
  .optional();

export const setAutoTopUpAction = defineCustomerAction({
  input: z.object({ threshold: amount, amount, monthlyCap: amount }),
  run: async ({ ctx, customer }, input): Promise<void> => {
    const minor = (name: 'threshold' | 'amount' | 'monthlyCap') =>
      input[name] === undefined ? null : toSafeNumber(toMinor(input[name], ctx.provider.currency), name);
    const threshold = minor('threshold');
    if (threshold === null) return void (await setAutoTopUp(ctx, { customer: customer.id, terms: null }));
    const bought = minor('amount');
    if (!bought) throw invalidField('amount', 'required', 'How much is to be bought?');
    const terms = { threshold, amount: bought, monthlyCap: minor('monthlyCap') };
    await setAutoTopUp(ctx, { customer: customer.id, terms });
  },
});
