import { type CreateCreditNoteInput, type CreditNote, createCreditNote, type GiveBack } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { leastMinor } from '@/lib/core/money';
import { readPaymentsOf } from '../store';
import { recordRefund } from './record-refund';

/**
 * Takes an invoice back in part or whole. With `refund`, what was paid by card goes back to the card, the newest
 * payment first and never more than it brought; what did not come by card becomes credits.
 */
export function issueCreditNote(
  ctx: Context,
  input: CreateCreditNoteInput & { invoice: string },
): Promise<CreditNote> {
  return createCreditNote(ctx, input, input.refund ? giveBack : undefined);
}

const giveBack: GiveBack = async (ctx, { id: creditNoteId, invoice, upTo }) => {
  let left = upTo;
  for (const payment of await readPaymentsOf(ctx, ctx.provider.id, invoice)) {
    const free = payment.amountReceived - payment.refunded;
    const amountMinor = leastMinor(free, left);
    if (payment.status !== 'succeeded' || amountMinor <= 0n) continue;
    if (await recordRefund(ctx, { payment, amountMinor, reason: 'credit_note', creditNoteId })) {
      left -= amountMinor;
    }
  }
  return upTo - left;
};
