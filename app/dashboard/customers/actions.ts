'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { createPortalSession } from '@/lib/auth';
import { enterPortal, requireProvider } from '@/lib/auth/request';
import { changePlan, grantCredits, grantCreditsInput, subscribeCustomer } from '@/lib/billing';
import { parseAmount, toSafeNumber } from '@/lib/core/money';
import { parseOrThrow } from '@/lib/core/parse';
import { dayBounds } from '@/lib/core/period';
import { defineMemberAction } from '@/lib/http/define-action';
import { changeSubscriptionInput } from '@/lib/subscriptions';
import { addCustomerNote, budgetInput, prose, removeCustomerNote, setBudget } from '@/lib/tenants';

const customer = z.string();

/** Puts a customer on its first plan, or on another. */
export const changePlanAction = defineMemberAction({
  input: z.object({
    customer,
    plan: changeSubscriptionInput.shape.plan,
    when: z.enum(['now', 'period_end', 'start', 'fitting']).default('fitting'),
  }),
  run: async ({ ctx }, { customer: id, plan, when }) => {
    if (when === 'start') await subscribeCustomer(ctx, { customer: id, plan });
    else await changePlan(ctx, { customer: id, plan, when: when === 'fitting' ? undefined : when });
  },
});

export const giveCreditsAction = defineMemberAction({
  input: z.object({
    ...{ customer, amount: z.string(), reason: z.string() },
    recurs: z.enum(['once', 'month', 'month_reset', 'year', 'year_reset']).default('once'),
    expires: z.iso.date().optional(),
  }),
  run: async ({ ctx }, { customer: id, amount, reason, recurs, expires }) => {
    const [interval, reset] = recurs.split('_');
    const minor = toSafeNumber(parseAmount(amount, ctx.provider.currency, 'amount'), 'amount');
    const fields = {
      ...{ amount: minor, reason },
      ...(interval !== 'once' && { recurring: { interval, reset: reset === 'reset' } }),
      // The whole of the day that is chosen.
      ...(expires && { expiresAt: dayBounds(expires, ctx.provider.timezone).end.toISOString() }),
    };
    const grant = parseOrThrow(grantCreditsInput, fields, 'form');
    await grantCredits(ctx, { ...grant, customer: id });
  },
});

/** An empty amount lifts the stop. */
export const setBudgetAction = defineMemberAction({
  input: z.object({ customer, currency: z.string(), amount: z.string().optional() }),
  run: async ({ ctx }, { customer: id, currency, amount: text }) => {
    const amount = text === undefined ? null : toSafeNumber(parseAmount(text, currency, 'amount'), 'amount');
    await setBudget(ctx, { id, budget: parseOrThrow(budgetInput, { amount }, 'form') });
  },
});

/** Shows the portal as the customer sees it; written down, and with a banner. */
export const impersonateAction = defineMemberAction({
  input: z.object({ customer }),
  run: async ({ ctx }, { customer: id }): Promise<void> => {
    const { url } = await createPortalSession(ctx, { customer: id });
    // Used up here: Next asks a redirect's target by itself, and a link works once.
    const { slug } = ctx.provider;
    await enterPortal(await requireProvider(slug), new URL(url).searchParams.get('token') ?? '');
    redirect(`/p/${slug}/portal`);
  },
});

export const addNoteAction = defineMemberAction({
  input: z.object({ customer, text: prose(4000) }),
  run: async ({ ctx }, input): Promise<void> => {
    await addCustomerNote(ctx, input);
  },
});

export const removeNoteAction = defineMemberAction({
  input: z.object({ note: z.string() }),
  run: ({ ctx }, { note }) => removeCustomerNote(ctx, { id: note }),
});
