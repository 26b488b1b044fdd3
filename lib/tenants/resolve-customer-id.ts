import type { Context } from '@/lib/core/context';
import { findCustomer } from './find-customer';

/**
 * The id of the customer that a path or body names as `cus_…` or `ext:<externalId>`; it exists and the actor
 * may see it.
 * @throws AppError `not_found`
 */
export async function resolveCustomerId(ctx: Context, reference: string): Promise<string> {
  return (await findCustomer(ctx, reference)).id;
}
