import { getInvoice, type Invoice } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { AppError, invalidField } from '@/lib/core/errors';
import { requireWriter } from '@/lib/tenants';
import { chargeInvoice } from './charge/charge-invoice';
import { outside } from './stripe-scope';

/**
 * Charges an open invoice to the customer's card now. What the bank takes its time over is answered as an invoice
 * that is still open; asked for again meanwhile, nothing is charged twice.
 * @throws AppError `payment_failed` when it is declined, `invalid_state` when there is nothing to pay or no card
 */
export async function payInvoice(ctx: Context, input: { id: string }): Promise<Invoice> {
  requireWriter(ctx);
  const free = outside(ctx);
  const { status } = await getInvoice(free, input);
  if (status === 'paid') return getInvoice(free, input);
  if (status !== 'open') throw new AppError('invalid_state', `The invoice is ${status}; it cannot be paid.`);
  const outcome = await chargeInvoice(free, { invoice: input.id, source: 'manual' });
  if (outcome.kind === 'no_card') {
    throw new AppError('invalid_state', 'The customer has no card; send them the invoice’s pay link.');
  }
  if (outcome.kind === 'too_small') {
    throw invalidField(
      'id',
      'too_small',
      'Too little to be charged alone; it is collected with the next one.',
    );
  }
  const { payment } = outcome.kind === 'charged' ? outcome : { payment: null };
  if (payment?.status === 'failed' || payment?.status === 'requires_action') {
    throw new AppError('payment_failed', payment.failureMessage ?? 'The payment was declined.');
  }
  return getInvoice(free, input);
}
