'use server';

import { parseOrThrow } from '@/lib/core/parse';
import { defineMemberAction } from '@/lib/http/define-action';
import { getProvider, updateProvider, updateProviderInput } from '@/lib/tenants';
import { changesOfForm, taxForm } from './tax-input';

export const updateTaxAction = defineMemberAction({
  input: taxForm,
  run: async ({ ctx }, form) => {
    const changes = changesOfForm(form, await getProvider(ctx));
    await updateProvider(ctx, parseOrThrow(updateProviderInput, changes, 'form'));
  },
});
