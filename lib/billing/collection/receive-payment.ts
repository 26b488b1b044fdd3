import type { Context } from '@/lib/core/context';
import { leastMinor } from '@/lib/core/money';
import { inTransaction } from '@/lib/infra/postgres';
import { moveInvoice } from '../move-invoice';
import { updateInvoice } from '../store';
import { findToSettle } from './find-to-settle';
import { paid } from './settled';

const OWED = ['open', 'uncollectible'];

/**
 * Money came in for an invoice, in part or in full. Returns what the invoice takes of it: less than came in when
 * it owed less, nothing when it was settled or voided in the meantime; the rest is the caller's to give back. The
 * caller sees to it that one payment is received once.
 */
export async function receivePayment(
  ctx: Context,
  input: { invoice: string; amountMinor: bigint },
): Promise<bigint> {
  return inTransaction(ctx, async (inner) => {
    const row = await findToSettle(inner, input.invoice);
    const isOwed = OWED.includes(row.status) && row.amountDue > 0n;
    if (!isOwed || input.amountMinor <= 0n) return 0n;
    const applied = leastMinor(input.amountMinor, row.amountDue);
    const sums = { amountPaid: row.amountPaid + applied, amountDue: row.amountDue - applied };
    if (sums.amountDue > 0n) {
      await updateInvoice(inner, ctx.provider.id, row.id, sums);
      return applied;
    }
    const settlement = { ...sums, paidAt: ctx.clock.now(), collectAt: null };
    await paid(inner, await moveInvoice(inner, row, 'paid', settlement));
    return applied;
  });
}
