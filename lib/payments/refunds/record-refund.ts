import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { toSafeNumber } from '@/lib/core/money';
import { enqueue } from '@/lib/infra/queue';
import type { PaymentRow } from '../store';
import { insertRefund, reserve } from './store';

export interface RefundToRecord {
  payment: Pick<PaymentRow, 'id' | 'customerId' | 'currency'>;
  amountMinor: bigint;
  reason: 'credit_note' | 'surplus';
  creditNoteId: string | null;
}

/**
 * Writes down that money goes back, in the caller's transaction; Stripe is asked after the commit. False when the
 * payment has less left than that: it is the row's own arithmetic that says so, so two at once cannot give back
 * more than came in.
 */
export async function recordRefund(ctx: Context, input: RefundToRecord): Promise<boolean> {
  const { payment, amountMinor: amount, reason, creditNoteId } = input;
  if (!(await reserve(ctx, ctx.provider.id, payment.id, amount))) return false;
  const createdAt = ctx.clock.now();
  const { customerId, currency } = payment;
  const id = newId('refund', createdAt);
  const refund = { id, paymentId: payment.id, customerId, currency, amount, reason, creditNoteId };
  await insertRefund(ctx, ctx.provider.id, { ...refund, status: 'created', createdAt });
  await recordAudit(ctx, {
    action: 'refund.created',
    targetId: id,
    customerId,
    details: { payment: payment.id, amount: toSafeNumber(amount, 'amount'), currency, reason },
  });
  await enqueue(ctx, { task: 'close-due-of', payload: { provider: ctx.provider.slug } });
  return true;
}
