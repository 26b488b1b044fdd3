import type { Context } from '@/lib/core/context';
import { holdSubscriptionOf } from '@/lib/subscriptions';
import { findInvoice } from '../find-invoice';
import type { InvoiceRow } from '../store';

/**
 * An invoice that is about to be settled, held against changes: the customer's subscription first, because what
 * settles it may change the subscription's standing, and that is the order of locks.
 * @throws AppError `not_found`
 */
export async function findToSettle(ctx: Context, id: string): Promise<InvoiceRow> {
  const { customerId } = await findInvoice(ctx, id);
  await holdSubscriptionOf(ctx, { customerId });
  return findInvoice(ctx, id, true);
}
