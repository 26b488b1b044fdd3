'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { defineMemberAction } from '@/lib/http/define-action';
import {
  connectReturnUrl,
  connectStripe,
  payInvoice,
  replayStripeEvent,
  updatePaymentSettings,
  updatePaymentSettingsInput,
} from '@/lib/payments';

export const chargeNowAction = defineMemberAction({
  input: z.object({ invoice: z.string() }),
  run: async ({ ctx }, { invoice }): Promise<void> => {
    await payInvoice(ctx, { id: invoice });
  },
});

export const replayEventAction = defineMemberAction({
  input: z.object({ event: z.string() }),
  run: async ({ ctx }, { event }): Promise<void> => {
    await replayStripeEvent(ctx, { id: event });
  },
});

export const connectStripeAction = defineMemberAction({
  input: z.object({}),
  run: async ({ ctx }): Promise<void> => {
    const { url } = await connectStripe(ctx, { returnUrl: connectReturnUrl() });
    redirect(url);
  },
});

const days = z
  .string()
  .regex(/^\s*\d{1,2}\s*(,\s*\d{1,2}\s*)*$/, 'Days, separated by commas: 0, 2, 5, 7, 7.');

export const dunningAction = defineMemberAction({
  input: z.object({
    waitDays: days,
    graceDays: z
      .string()
      .regex(/^\d{1,2}$/, 'A number of days.')
      .optional(),
    withoutCard: updatePaymentSettingsInput.shape.dunning.shape.withoutCard,
  }),
  run: async ({ ctx }, { waitDays, graceDays, withoutCard }): Promise<void> => {
    const dunning = {
      waitDays: waitDays.split(',').map((one) => Number.parseInt(one, 10)),
      graceDays: graceDays === undefined ? null : Number.parseInt(graceDays, 10),
      withoutCard,
    };
    await updatePaymentSettings(ctx, { dunning });
  },
});
