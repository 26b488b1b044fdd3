'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { localPath, proveNewOrOwn, verifyPassword } from '@/lib/auth';
import { chooseProvider, requestAddress, signIn, signOut } from '@/lib/auth/request';
import { definePublicAction } from '@/lib/http/define-action';
import { createProvider, createProviderInput } from '@/lib/tenants';

const loginInput = z.object({
  email: z.string().max(254),
  password: z.string().max(200),
  next: z.string().max(2000).optional(),
});

export const loginAction = definePublicAction({
  input: loginInput,
  run: async (ctx, { email, password, next }) => {
    const user = await verifyPassword(ctx, { email, password, address: await requestAddress() });
    await signIn(user.id);
    redirect(localPath(next, '/dashboard'));
  },
});

export const signUpProviderAction = definePublicAction({
  input: createProviderInput
    .pick({ name: true, slug: true, email: true, country: true, currency: true, timezone: true })
    .extend({ password: createProviderInput.shape.password.unwrap() }),
  run: async (ctx, input) => {
    const created = await proveNewOrOwn(input.email, await requestAddress(), () =>
      createProvider(ctx, input),
    );
    await signIn(created.userId);
    await chooseProvider(created.providerId);
    return {
      slug: created.slug,
      secretKey: created.secretKey,
      sandboxSecretKey: created.sandboxSecretKey,
    };
  },
});

export async function signOutAction(): Promise<void> {
  await signOut();
  redirect('/login');
}
