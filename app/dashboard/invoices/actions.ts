'use server';

import { z } from 'zod';
import { finalizeInvoice } from '@/lib/billing';
import { defineMemberAction } from '@/lib/http/define-action';

export const finalizeInvoiceAction = defineMemberAction({
  input: z.object({ invoice: z.string() }),
  run: async ({ ctx }, { invoice }) => {
    await finalizeInvoice(ctx, { id: invoice });
  },
});
