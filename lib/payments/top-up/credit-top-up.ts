import { grantBoughtCredits } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { type PaymentRow, updatePayment } from '../store';

/**
 * Turns a top-up that was paid into credits, in the transaction that notes the payment, so that it happens once.
 * The customer gets a receipt with a number of its own: an advance is acknowledged by a receipt voucher (CGST
 * Rule 50), and taxed by the invoice that uses it up.
 */
export async function creditTopUp(
  ctx: Context,
  { payment, receivedMinor }: { payment: PaymentRow; receivedMinor: bigint },
): Promise<void> {
  const { customerId: customer, currency } = payment;
  const { receiptNumber } = await grantBoughtCredits(ctx, { customer, currency, amountMinor: receivedMinor });
  await updatePayment(ctx, ctx.provider.id, payment.id, { receiptNumber });
}
