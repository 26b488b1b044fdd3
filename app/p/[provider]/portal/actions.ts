'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { leavePortal, signOut } from '@/lib/auth/request';
import { defineCustomerAction } from '@/lib/http/define-action';
import { createKey, keyInput, revokeKey, rotateKey, rotateKeyInput } from '@/lib/keys';

export const createKeyAction = defineCustomerAction({
  input: keyInput.pick({ name: true }),
  run: async ({ ctx, customer }, key) => {
    const { secret } = await createKey(ctx, { customer: customer.id, key });
    return { secret };
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

export async function signOutOfPortal(provider: string): Promise<void> {
  await signOut();
  redirect(`/p/${encodeURIComponent(provider)}/login`);
}

/** Ends the look through a portal link and leads back to where it began. */
export async function leavePortalAction(path: string): Promise<void> {
  await leavePortal();
  redirect(path);
}
