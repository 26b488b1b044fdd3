'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { chooseProvider, requireMember } from '@/lib/auth/request';
import { defineMemberAction } from '@/lib/http/define-action';
import { createKey, keyInput, revokeKey, rotateKey, rotateKeyInput } from '@/lib/keys';
import { createSecretKey, line, reactivateCustomer, revokeSecretKey, suspendCustomer } from '@/lib/tenants';

/** Shows another of the person's accounts; to anything else the cookie would lead nowhere. */
export async function chooseProviderAction(providerId: string): Promise<void> {
  const { providers } = await requireMember();
  if (providers.some(({ id }) => id === providerId)) await chooseProvider(providerId);
  redirect('/dashboard');
}

const customerInput = z.object({ customer: z.string() });

export const suspendCustomerAction = defineMemberAction({
  input: customerInput,
  run: async ({ ctx }, { customer }) => {
    await suspendCustomer(ctx, { id: customer });
  },
});

export const reactivateCustomerAction = defineMemberAction({
  input: customerInput,
  run: async ({ ctx }, { customer }) => {
    await reactivateCustomer(ctx, { id: customer });
  },
});

export const createCustomerKeyAction = defineMemberAction({
  input: customerInput.extend({ name: keyInput.shape.name }),
  run: async ({ ctx }, { customer, name }) => {
    const { secret } = await createKey(ctx, { customer, key: { name } });
    return { secret };
  },
});

export const rotateCustomerKeyAction = defineMemberAction({
  input: z.object({
    key: z.string(),
    graceSeconds: z.coerce.number().pipe(rotateKeyInput.shape.graceSeconds.unwrap()),
  }),
  run: async ({ ctx }, { key, graceSeconds }) => {
    const { secret } = await rotateKey(ctx, { id: key, graceSeconds });
    return { secret };
  },
});

export const revokeCustomerKeyAction = defineMemberAction({
  input: z.object({ key: z.string() }),
  run: async ({ ctx }, { key }) => {
    await revokeKey(ctx, { id: key });
  },
});

export const createSecretKeyAction = defineMemberAction({
  input: z.object({ name: line(120, 0).optional() }),
  run: async ({ ctx }, { name }) => {
    const { secret } = await createSecretKey(ctx, { ...(name && { name }) });
    return { secret };
  },
});

export const revokeSecretKeyAction = defineMemberAction({
  input: z.object({ key: z.string() }),
  run: async ({ ctx }, { key }) => {
    await revokeSecretKey(ctx, { id: key });
  },
});
