'use server';

import { z } from 'zod';
import { defineCustomerAction } from '@/lib/http/define-action';
import { createKey, getKey, revokeKey, rotateKey, rotateKeyInput, updateKey } from '@/lib/keys';
import { changedSettings, keyFields, keySettings } from './key-fields';

export const createKeyAction = defineCustomerAction({
  input: keyFields,
  run: async ({ ctx, customer }, fields) => {
    const key = keySettings(fields, ctx.provider.timezone);
    const { secret } = await createKey(ctx, { customer: customer.id, key });
    return { secret };
  },
});

export const updateKeyAction = defineCustomerAction({
  input: keyFields.extend({ key: z.string() }),
  run: async ({ ctx }, { key, ...fields }): Promise<void> => {
    const before = await getKey(ctx, { id: key });
    await updateKey(ctx, { id: key, changes: changedSettings(before, fields, ctx.provider.timezone) });
  },
});

export const rotateKeyAction = defineCustomerAction({
  input: z.object({
    key: z.string(),
    graceSeconds: z.coerce.number().pipe(rotateKeyInput.shape.graceSeconds.unwrap()),
  }),
  run: async ({ ctx }, { key, graceSeconds }) => {
    const { secret } = await rotateKey(ctx, { id: key, graceSeconds });
    return { secret };
  },
});

export const revokeKeyAction = defineCustomerAction({
  input: z.object({ key: z.string() }),
  run: async ({ ctx }, { key }) => {
    await revokeKey(ctx, { id: key });
  },
});
