import { subscribeCustomer } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { isAppError, notFound } from '@/lib/core/errors';
import { allPages } from '@/lib/core/pagination';
import { inTransaction } from '@/lib/infra/postgres';
import { createKey, listKeys, type NewKey } from '@/lib/keys';
import { requireCard, startCardSetup, startReturnUrl } from '@/lib/payments';
import { acceptPlanInvitation, listPublicPlans } from '@/lib/plans';
import { getCustomer } from '@/lib/tenants';

interface Input {
  customer: string;
  plan: string;
  email: string;
  /** Of an invitation, where the plan is private. */
  invite?: string | undefined;
}

/**
 * Starts a plan for a customer that has none: one that signed up and then gave a card, or one whose plan has ended.
 * With it comes the first key, both or neither; to a customer that has a key, null: the key that it has works again.
 * @throws AppError `invalid_state` without a card that a plan needs, `already_exists` where a plan runs already
 */
export async function startPlan(ctx: Context, input: Omit<Input, 'email'>): Promise<NewKey | null> {
  const { data: plans } = await listPublicPlans(ctx, { invite: input.invite });
  if (!plans.some(({ slug }) => slug === input.plan)) throw notFound('plan');
  await requireCard(ctx, input);
  const { email } = await getCustomer(ctx, { id: input.customer });
  return inTransaction(ctx, async (inner) => {
    await subscribe(inner, { ...input, email });
    return (await hasActiveKey(inner, input)) ? null : firstKey(inner, input);
  });
}

/**
 * Where somebody who has just signed up for a plan that needs a card enters it: a page of Stripe's, which leads back
 * to the key. While Stripe is away it is the page that it would lead back to, from where it can be tried again.
 */
export async function cardPage(ctx: Context, input: Omit<Input, 'email'>): Promise<string> {
  const returnUrl = startReturnUrl(ctx, input);
  const signup: Context = { ...ctx, actor: { kind: 'system', id: 'signup', name: 'Signup' } };
  try {
    return (await startCardSetup(signup, { customer: input.customer, returnUrl })).url;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return returnUrl.replace('{CHECKOUT_SESSION_ID}', '');
  }
}

/** In the caller's transaction. */
export async function openPlan(owner: Context, input: Input): Promise<NewKey> {
  await subscribe(owner, input);
  return firstKey(owner, input);
}

async function subscribe(owner: Context, input: Input): Promise<void> {
  const { customer, plan } = input;
  await subscribeCustomer(await buyerOf(owner, input), { customer, plan });
}

function firstKey(owner: Context, { customer }: { customer: string }): Promise<NewKey> {
  return createKey(owner, { customer, key: { name: 'First key' } });
}

async function hasActiveKey(ctx: Context, { customer }: { customer: string }): Promise<boolean> {
  for await (const { status } of allPages((page) => listKeys(ctx, { customer, ...page }))) {
    if (status === 'active') return true;
  }
  return false;
}

/** With an invitation the plan is given by the provider, who may give a private one. */
async function buyerOf(owner: Context, { invite: token, plan, email }: Input): Promise<Context> {
  if (token === undefined) return owner;
  await acceptPlanInvitation(owner, { token, plan, email });
  return { ...owner, actor: { kind: 'system', id: 'invitation', name: 'Invitation' } };
}
