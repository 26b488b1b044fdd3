'use server';

import { defineMemberAction } from '@/lib/http/define-action';
import { parseOrThrow } from '@/lib/http/problem';
import { getProvider, updateProvider, updateProviderInput } from '@/lib/tenants';
import { changesOfForm, taxForm } from './tax-input';

export const updateTaxAction = defineMemberAction({
  input: taxForm,
  run: async ({ ctx }, form) => {
    const changes = changesOfForm(form, await getProvider(ctx));
    await updateProvider(ctx, parseOrThrow(updateProviderInput, changes, 'form'));
  },
});
