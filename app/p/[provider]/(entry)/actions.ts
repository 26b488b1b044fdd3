'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { localPath, signUpCustomer, signUpCustomerInput, verifyPassword } from '@/lib/auth';
import { chooseCustomer, currentUser, requestAddress, requireProvider, signIn } from '@/lib/auth/request';
import { definePublicAction } from '@/lib/http/define-action';
import { providerSlugParameter } from '@/lib/http/query';

export const signUpCustomerAction = definePublicAction({
  input: signUpCustomerInput.extend({ seller: providerSlugParameter, as: z.literal('me').optional() }),
  run: async (_visitor, { seller, as, ...input }) => {
    const ctx = await requireProvider(seller);
    const address = await requestAddress();
    const signedIn = as === 'me' ? await currentUser() : null;
    const { userId, customerId, key } = await signUpCustomer(ctx, { ...input, address, signedIn });
    if (!signedIn) await signIn(userId);
    await chooseCustomer(customerId);
    return { secret: key.secret };
  },
});

const loginInput = z.object({
  seller: providerSlugParameter,
  email: z.string().max(254),
  password: z.string().max(200),
  next: z.string().max(2000).optional(),
});

export const loginCustomerAction = definePublicAction({
  input: loginInput,
  run: async (ctx, { seller, email, password, next }) => {
    const user = await verifyPassword(ctx, { email, password, address: await requestAddress() });
    await signIn(user.id);
    redirect(localPath(next, `/p/${seller}/portal`));
  },
});
