import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { invalidField, notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import type { NewKey } from '@/lib/keys';
import { inviteField, listPublicPlans } from '@/lib/plans';
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
import { openPlan } from './start-plan';

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
  /** Null where the plan needs a card: it starts, with its first key, once there is one (`startPlan`). */
  key: NewKey | null;
}

/**
 * Makes the person, the customer that they own, its subscription and its first key: all of it or nothing. A plan
 * that needs a card starts afterwards. Somebody who has a sign-in already uses it or gives its password. Plans that
 * are not on the pricing page are for sale to those who were invited to them alone. A person whose address is not
 * confirmed is asked to by mail; until then the trial's allowance holds.
 */
export async function signUpCustomer(ctx: Context, input: SignUpCustomerInput): Promise<SignedUpCustomer> {
  const { data: plans } = await listPublicPlans(ctx, { invite: input.invite });
  const plan = plans.find(({ slug }) => slug === input.plan);
  if (!plan) throw notFound('plan');
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
      if (!(await isConfirmed(visitor, { userId }))) {
        await askToConfirm(visitor, { userId, email, name: input.name });
      }
      const made = { userId, customerId: customer.id };
      if (plan.requiresCard) return { ...made, key: null };
      return { ...made, key: await openPlan(owner, { ...input, email, customer: customer.id }) };
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
