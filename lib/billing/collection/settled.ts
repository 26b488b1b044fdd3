import type { Context } from '@/lib/core/context';
import { toSafeNumber } from '@/lib/core/money';
import { publishEvent } from '@/lib/outbox';
import type { InvoiceRow } from '../store';
import { refreshStanding } from './refresh-standing';

/** What follows when nothing is owed on an invoice any more: others are told, the customer's calls go on. */
export async function paid(ctx: Context, row: InvoiceRow): Promise<void> {
  await publishEvent(ctx, {
    type: 'invoice.paid',
    subjectId: row.id,
    customerId: row.customerId,
    facts: { amount: toSafeNumber(row.amountPaid, 'amountPaid'), currency: row.currency },
  });
  await refreshStanding(ctx, row);
}
