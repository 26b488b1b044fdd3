'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { invalidField } from '@/lib/core/errors';
import { toMinor, toSafeNumber } from '@/lib/core/money';
import { defineCustomerAction } from '@/lib/http/define-action';
import {
  payReturnUrl,
  portalReturnUrl,
  removeMethod,
  setDefaultMethod,
  startCardSetup,
  startHostedPayment,
  startTopUp,
} from '@/lib/payments';

export const addCardAction = defineCustomerAction({
  input: z.object({}),
  run: async ({ ctx, customer }): Promise<void> => {
    const { url } = await startCardSetup(ctx, { customer: customer.id, returnUrl: portalReturnUrl(ctx) });
    redirect(url);
  },
});

export const removeCardAction = defineCustomerAction({
  input: z.object({ card: z.string() }),
  run: async ({ ctx }, { card }): Promise<void> => {
    await removeMethod(ctx, { id: card });
  },
});

export const defaultCardAction = defineCustomerAction({
  input: z.object({ card: z.string() }),
  run: async ({ ctx }, { card }): Promise<void> => {
    await setDefaultMethod(ctx, { id: card });
  },
});

export const topUpAction = defineCustomerAction({
  input: z.object({ amount: z.string().trim().max(20) }),
  run: async ({ ctx, customer }, { amount }): Promise<void> => {
    if (!/^\d{1,12}(\.\d{1,4})?$/.test(amount)) {
      throw invalidField('amount', 'invalid', 'Must be an amount such as 500 or 99.50.');
    }
    const minor = toSafeNumber(toMinor(amount, ctx.provider.currency), 'amount');
    const input = { customer: customer.id, amount: minor, returnUrl: portalReturnUrl(ctx) };
    const { url } = await startTopUp(ctx, input);
    redirect(url);
  },
});

export const payInvoiceAction = defineCustomerAction({
  input: z.object({ invoice: z.string() }),
  run: async ({ ctx }, { invoice }): Promise<void> => {
    const { url } = await startHostedPayment(ctx, { invoice, returnUrl: payReturnUrl(ctx, { id: invoice }) });
    redirect(url);
  },
});
