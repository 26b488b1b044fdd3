import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import type { NewKey } from '@/lib/keys';
import { inviteField, listPublicPlans } from '@/lib/plans';
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
import { openPlan } from './start-plan';

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
  /** Null where the plan needs a card: it starts, with its first key, once there is one (`startPlan`). */
  key: NewKey | null;
}

/**
 * Makes the person, the customer that they own, its subscription and its first key: all of it or nothing. A plan
 * that needs a card starts afterwards.
 * Somebody who has a sign-in already gives its password. Plans that are not on the pricing page are
 * for sale to those who were invited to them alone.
 */
export async function signUpCustomer(
  ctx: Context,
  input: SignUpCustomerInput & { address: string | null },
): Promise<SignedUpCustomer> {
  const { data: plans } = await listPublicPlans(ctx, { invite: input.invite });
  const plan = plans.find(({ slug }) => slug === input.plan);
  if (!plan) throw notFound('plan');
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
      const made = { userId: user.id, customerId: customer.id };
      if (plan.requiresCard) return { ...made, key: null };
      return { ...made, key: await openPlan(owner, { ...input, customer: customer.id }) };
    }),
  );
}
