import { z } from 'zod';
import { subscribeCustomer } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { invalidField, notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { createKey, type NewKey } from '@/lib/keys';
import { acceptPlanInvitation, inviteField, listPublicPlans } from '@/lib/plans';
import {
  addCustomerMember,
  confirmUser,
  countryField,
  createCustomer,
  emailField,
  ensureUser,
  isConfirmed,
  line,
  password,
  slugField,
} from '@/lib/tenants';
import { askToConfirm } from './account/ask-to-confirm';
import { proveNewOrOwn } from './prove-new-or-own';

/** Self-service signup on a provider's pricing page. */
export const signUpCustomerInput = z.object({
  plan: slugField,
  name: line(200),
  /** Absent for somebody who is signed in already. */
  email: emailField.optional(),
  password: password.optional(),
  country: countryField,
  state: line(100).optional(),
  taxId: line(40).optional(),
  invite: inviteField.optional(),
});

export type SignUpCustomerInput = z.output<typeof signUpCustomerInput> & {
  address: string | null;
  signedIn?: { id: string; email: string } | null;
};

export interface SignedUpCustomer {
  userId: string;
  customerId: string;
  key: NewKey;
}

/**
 * Makes the person, the customer that they own, its subscription and its first key: all of it or nothing.
 * Somebody who has a sign-in already uses it or gives its password. Plans that are not on the pricing page are for
 * sale to those who were invited to them alone. A person whose address is not confirmed is asked to by mail; until
 * then the trial's allowance holds.
 */
export async function signUpCustomer(ctx: Context, input: SignUpCustomerInput): Promise<SignedUpCustomer> {
  const { data: plans } = await listPublicPlans(ctx, { invite: input.invite });
  if (!plans.some(({ slug }) => slug === input.plan)) throw notFound('plan');
  const email = input.signedIn?.email ?? input.email;
  if (email === undefined) throw invalidField('email', 'invalid_type', 'Please fill this in.');
  const signedUp = await proveNewOrOwn(email, input.address, () =>
    inTransaction(ctx, async (visitor) => {
      const userId = await personOf(visitor, { ...input, email });
      const customer = await createCustomer(visitor, {
        name: input.name,
        email,
        taxId: input.taxId ?? null,
        address: { country: input.country, ...(input.state && { state: input.state }) },
      });
      await addCustomerMember(visitor, { customerId: customer.id, userId, role: 'owner' });
      const member = { kind: 'customer_member', id: userId, name: input.name, role: 'owner' } as const;
      const owner: Context = { ...visitor, actor: { ...member, customerId: customer.id } };
      const buyer = await buyerOf(owner, { ...input, email });
      await subscribeCustomer(buyer, { customer: customer.id, plan: input.plan });
      const key = await createKey(owner, { customer: customer.id, key: { name: 'First key' } });
      if (!(await isConfirmed(visitor, { userId }))) {
        await askToConfirm(visitor, { userId, email, name: input.name });
      }
      return { userId, customerId: customer.id, key };
    }),
  );
  if (await isConfirmed(ctx, signedUp)) await confirmUser(ctx, signedUp);
  return signedUp;
}

async function personOf(visitor: Context, input: SignUpCustomerInput & { email: string }): Promise<string> {
  const { signedIn, email, name } = input;
  if (signedIn) return signedIn.id;
  if (input.password === undefined) throw invalidField('password', 'invalid_type', 'Please fill this in.');
  return (await ensureUser(visitor, { email, name, password: input.password })).id;
}

/** With an invitation the plan is given by the provider, who may give a private one. */
async function buyerOf(
  owner: Context,
  { invite, plan, email }: SignUpCustomerInput & { email: string },
): Promise<Context> {
  if (invite === undefined) return owner;
  await acceptPlanInvitation(owner, { token: invite, plan, email });
  return { ...owner, actor: { kind: 'system', id: 'invitation', name: 'Invitation' } };
}
