import type { Context } from '@/lib/core/context';
import { customerView } from './customer-view';
import { findCustomer } from './find-customer';
import type { Customer } from './schemas';

/** One customer, by `cus_…` or `ext:…`. */
export async function getCustomer(ctx: Context, input: { id: string }): Promise<Customer> {
  return customerView(await findCustomer(ctx, input.id));
}
