'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { acceptCustomerInvitation, askToReset, confirmAddress, resetPassword } from '@/lib/auth';
import { chooseCustomer, currentUser, requestAddress, requireProvider, signIn } from '@/lib/auth/request';
import { definePublicAction } from '@/lib/http/define-action';
import { providerSlugParameter } from '@/lib/http/query';
import { emailField, line, password } from '@/lib/tenants';

const token = z.string().min(20).max(100);

export const forgotPasswordAction = definePublicAction({
  input: z.object({ seller: providerSlugParameter, email: emailField }),
  run: async (_visitor, { seller, email }) => {
    await askToReset(await requireProvider(seller), { email, address: await requestAddress() });
  },
});

export const resetPasswordAction = definePublicAction({
  input: z.object({ seller: providerSlugParameter, token, password }),
  run: async (_visitor, { seller, ...input }) => {
    const { userId } = await resetPassword(await requireProvider(seller), input);
    await signIn(userId);
    redirect(`/p/${seller}/portal`);
  },
});

export const confirmAddressAction = definePublicAction({
  input: z.object({ seller: providerSlugParameter, token }),
  run: async (_visitor, { seller, token }) => {
    await confirmAddress(await requireProvider(seller), { token });
    redirect(`/p/${seller}/portal?confirmed=yes`);
  },
});

export const joinTeamAction = definePublicAction({
  input: z.object({
    seller: providerSlugParameter,
    token,
    name: line(120).optional(),
    password: password.optional(),
    shown: z.string().optional(),
  }),
  run: async (_visitor, { seller, shown: _, ...input }) => {
    const { userId, customerId } = await acceptCustomerInvitation(await requireProvider(seller), {
      ...input,
      signedIn: await currentUser(),
      address: await requestAddress(),
    });
    if ((await currentUser())?.id !== userId) await signIn(userId);
    await chooseCustomer(customerId);
    redirect(`/p/${seller}/portal`);
  },
});
