import type { Context } from '@/lib/core/context';
import { toSafeNumber } from '@/lib/core/money';
import { inTransaction } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import { updateInvoice } from '../store';
import { findToSettle } from './find-to-settle';
import { refreshStanding } from './refresh-standing';

export interface PaymentFailure {
  invoice: string;
  /** Which try of the schedule this was, counted from 1, and how many there are. */
  attempt: number;
  of: number;
  /** Null when it is not tried again by itself. */
  nextAttemptAt: Date | null;
  /** Null where calls go on however long an invoice is unpaid. */
  accessStopsAt: Date | null;
  /** A word for programs, such as `card_declined`, and a sentence for people. */
  reason: string;
  message: string;
}

/**
 * A try to collect an invoice failed: when it is tried again, and that the customer is past due from the first
 * failure on. Nothing happens to an invoice that is not open any more.
 */
export async function notePaymentFailure(ctx: Context, failure: PaymentFailure): Promise<void> {
  const { attempt, of, nextAttemptAt, reason, message } = failure;
  await inTransaction(ctx, async (inner) => {
    const row = await findToSettle(inner, failure.invoice);
    if (row.status !== 'open') return;
    const accessStopsAt = row.accessStopsAt ?? failure.accessStopsAt;
    await updateInvoice(inner, ctx.provider.id, row.id, {
      failedAttempts: attempt,
      failingSince: row.failingSince ?? ctx.clock.now(),
      accessStopsAt,
      collectAt: nextAttemptAt,
    });
    await publishEvent(inner, {
      type: 'invoice.payment_failed',
      subjectId: row.id,
      customerId: row.customerId,
      facts: {
        ...{ attempt, of, reason, message },
        nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
        accessStopsAt: accessStopsAt?.toISOString() ?? null,
        amount: toSafeNumber(row.amountDue, 'amountDue'),
        currency: row.currency,
      },
    });
    await refreshStanding(inner, row);
  });
}
