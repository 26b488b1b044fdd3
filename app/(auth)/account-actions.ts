'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { askToReset, resetPassword } from '@/lib/auth';
import { requestAddress, signIn } from '@/lib/auth/request';
import { definePublicAction } from '@/lib/http/define-action';
import { emailField, password } from '@/lib/tenants';

export const forgotOwnPasswordAction = definePublicAction({
  input: z.object({ email: emailField }),
  run: async (_visitor, { email }) => {
    await askToReset({}, { email, address: await requestAddress() });
  },
});

export const resetOwnPasswordAction = definePublicAction({
  input: z.object({ token: z.string().min(20).max(100), password }),
  run: async (_visitor, input) => {
    const { userId } = await resetPassword({}, input);
    await signIn(userId);
    redirect('/dashboard');
  },
});
