import type { Context } from '@/lib/core/context';
import { maySeeCustomer } from '@/lib/tenants';
import type { Subscription } from './schemas';
import { readLiveSubscriptions } from './store';
import { subscriptionView } from './view';

/** The live subscriptions of some customers, for lists that show each one's plan. */
export async function listLiveSubscriptions(
  ctx: Context,
  input: { customers: string[] },
): Promise<Subscription[]> {
  const customers = input.customers.filter((id) => maySeeCustomer(ctx, id));
  const rows = await readLiveSubscriptions(ctx, ctx.provider.id, customers);
  return Promise.all(rows.map((row) => subscriptionView(ctx, row)));
}
