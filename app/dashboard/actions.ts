'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { chooseProvider, requireMember } from '@/lib/auth/request';
import { defineMemberAction } from '@/lib/http/define-action';
import { createKey, keyInput, revokeKey, rotateKey, rotateKeyInput } from '@/lib/keys';
import { reactivateCustomer, suspendCustomer } from '@/lib/tenants';

/** Shows another of the person's accounts; to anything else the cookie would lead nowhere. */
export async function chooseProviderAction(providerId: string): Promise<void> {
  const { providers } = await requireMember();
  if (providers.some(({ id }) => id === providerId)) await chooseProvider(providerId);
  redirect('/dashboard');
}

/** Shows the sandbox beside the account; whoever may look at one may look at the other. */
export const openSandboxAction = defineMemberAction({
  input: z.object({}),
  minimum: 'viewer',
  run: async ({ provider, providers }): Promise<void> => {
    const sandbox = providers.find(({ liveProviderId }) => liveProviderId === provider.id);
    if (sandbox) await chooseProvider(sandbox.id);
    redirect('/dashboard/developers/sandbox');
  },
});

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
