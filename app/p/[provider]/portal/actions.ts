'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { askToConfirm, countAccountMail } from '@/lib/auth';
import { chooseCustomer, leavePortal, requestAddress, signOut } from '@/lib/auth/request';
import { AppError } from '@/lib/core/errors';
import { defineCustomerAction } from '@/lib/http/define-action';

/** Sends the link that confirms the address of who is signed in. */
export const sendConfirmationAction = defineCustomerAction({
  input: z.object({}),
  minimum: 'viewer',
  run: async ({ ctx, user, link }) => {
    if (link) throw new AppError('forbidden', 'Only who signed in by themselves can confirm their address.');
    countAccountMail(user.email, await requestAddress());
    await askToConfirm(ctx, { userId: user.id, email: user.email, name: user.name });
  },
});

/** Opens another portal of the person: which one is theirs is looked at when it opens. */
export async function choosePortalAction(provider: string, customer: string): Promise<void> {
  await chooseCustomer(customer);
  redirect(`/p/${encodeURIComponent(provider)}/portal`);
}

export async function signOutOfPortal(provider: string): Promise<void> {
  await signOut();
  redirect(`/p/${encodeURIComponent(provider)}/login`);
}

/** Ends the look through a portal link and leads back to where it began. */
export async function leavePortalAction(path: string): Promise<void> {
  await leavePortal();
  redirect(path);
}
