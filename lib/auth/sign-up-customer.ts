import { z } from 'zod';
import { subscribeCustomer } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { createKey, type NewKey } from '@/lib/keys';
import { acceptPlanInvitation, inviteField, listPublicPlans } from '@/lib/plans';
import {
  addCustomerMember,
  countryField,
  createCustomer,
  emailField,
  ensureUser,
  line,
  password,
  slugField,
} from '@/lib/tenants';
import { proveNewOrOwn } from './prove-new-or-own';

/** Self-service signup on a provider's pricing page. */
export const signUpCustomerInput = z.object({
  plan: slugField,
  name: line(200),
  email: emailField,
  password,
  country: countryField,
  state: line(100).optional(),
  taxId: line(40).optional(),
  invite: inviteField.optional(),
});

export type SignUpCustomerInput = z.output<typeof signUpCustomerInput>;

export interface SignedUpCustomer {
  userId: string;
  customerId: string;
  key: NewKey;
}

/**
 * Makes the person, the customer that they own, its subscription and its first key: all of it or nothing.
 * Somebody who has a sign-in already gives its password. Plans that are not on the pricing page are
 * for sale to those who were invited to them alone.
 */
export async function signUpCustomer(
  ctx: Context,
  input: SignUpCustomerInput & { address: string | null },
): Promise<SignedUpCustomer> {
  const { data: plans } = await listPublicPlans(ctx, { invite: input.invite });
  if (!plans.some(({ slug }) => slug === input.plan)) throw notFound('plan');
  return proveNewOrOwn(input.email, input.address, () =>
    inTransaction(ctx, async (visitor) => {
      const user = await ensureUser(visitor, input);
      const customer = await createCustomer(visitor, {
        name: input.name,
        email: input.email,
        taxId: input.taxId ?? null,
        address: { country: input.country, ...(input.state && { state: input.state }) },
      });
      await addCustomerMember(visitor, { customerId: customer.id, userId: user.id, role: 'owner' });
      const owner: Context = {
        ...visitor,
        actor: {
          kind: 'customer_member',
          id: user.id,
          name: input.name,
          role: 'owner',
          customerId: customer.id,
        },
      };
      await subscribeCustomer(await buyerOf(owner, input), { customer: customer.id, plan: input.plan });
      const key = await createKey(owner, { customer: customer.id, key: { name: 'First key' } });
      return { userId: user.id, customerId: customer.id, key };
    }),
  );
}

/** With an invitation the plan is given by the provider, who may give a private one. */
async function buyerOf(owner: Context, { invite, plan, email }: SignUpCustomerInput): Promise<Context> {
  if (invite === undefined) return owner;
  await acceptPlanInvitation(owner, { token: invite, plan, email });
  return { ...owner, actor: { kind: 'system', id: 'invitation', name: 'Invitation' } };
}
