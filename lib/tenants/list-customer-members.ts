import type { Context } from '@/lib/core/context';
import { findCustomer } from './find-customer';
import { withUsers } from './member-view';
import type { Member } from './schemas';
import { readCustomerMembers } from './store';

/** The people who may open a customer's portal, the first one first. */
export async function listCustomerMembers(ctx: Context, input: { customerId: string }): Promise<Member[]> {
  const { id } = await findCustomer(ctx, input.customerId);
  return withUsers(ctx, await readCustomerMembers(ctx, ctx.provider.id, id));
}
