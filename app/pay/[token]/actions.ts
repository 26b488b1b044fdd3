'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { definePublicAction } from '@/lib/http/define-action';
import { payReturnUrl, readPayToken, startHostedPayment } from '@/lib/payments';

export const payByLinkAction = definePublicAction({
  input: z.object({ token: z.string().max(500) }),
  run: async ({ requestId }, { token }): Promise<void> => {
    const { ctx, invoiceId } = await readPayToken(token, requestId);
    const returnUrl = payReturnUrl(ctx, { id: invoiceId });
    const { url } = await startHostedPayment(ctx, { invoice: invoiceId, returnUrl });
    redirect(url);
  },
});
