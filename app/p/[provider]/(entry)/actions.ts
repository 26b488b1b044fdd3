'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import {
  cardPage,
  localPath,
  signUpCustomer,
  signUpCustomerInput,
  startPlan,
  verifyPassword,
} from '@/lib/auth';
import { chooseCustomer, currentUser, requestAddress, requireProvider, signIn } from '@/lib/auth/request';
import { defineCustomerAction, definePublicAction } from '@/lib/http/define-action';
import { providerSlugParameter } from '@/lib/http/query';
import { startCardSetup, startReturnUrl } from '@/lib/payments';

export const signUpCustomerAction = definePublicAction({
  input: signUpCustomerInput.extend({ seller: providerSlugParameter, as: z.literal('me').optional() }),
  run: async (_visitor, { seller, as, ...input }) => {
    const ctx = await requireProvider(seller);
    const address = await requestAddress();
    const signedIn = as === 'me' ? await currentUser() : null;
    const { userId, customerId, key } = await signUpCustomer(ctx, { ...input, address, signedIn });
    if (!signedIn) await signIn(userId);
    await chooseCustomer(customerId);
    if (key === null) redirect(await cardPage(ctx, { ...input, customer: customerId }));
    return { secret: key.secret };
  },
});

const choice = signUpCustomerInput.pick({ plan: true, invite: true });

export const giveCardAction = defineCustomerAction({
  input: choice,
  run: async ({ ctx, customer }, input): Promise<void> => {
    const returnUrl = startReturnUrl(ctx, input);
    redirect((await startCardSetup(ctx, { customer: customer.id, returnUrl })).url);
  },
});

export const startPlanAction = defineCustomerAction({
  input: choice,
  run: async ({ ctx, customer }, { plan, invite }) => {
    const key = await startPlan(ctx, { customer: customer.id, plan, invite });
    if (key === null) redirect(`/p/${ctx.provider.slug}/portal/plan?changed=${plan}`);
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
