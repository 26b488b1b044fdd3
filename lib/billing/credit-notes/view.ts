import { toSafeNumber } from '@/lib/core/money';
import { type CreditNote, creditNote } from './schemas';
import type { NoteRow } from './store';

export function creditNoteView(row: NoteRow): CreditNote {
  return {
    id: row.id,
    number: row.number,
    invoice: row.invoiceId,
    customer: row.customerId,
    currency: row.currency,
    reason: row.reason,
    lines: creditNote.shape.lines.parse(row.lines),
    taxable: toSafeNumber(row.taxable, 'taxable'),
    taxes: creditNote.shape.taxes.parse(row.taxes),
    total: toSafeNumber(row.total, 'total'),
    appliedToInvoice: toSafeNumber(row.applied, 'appliedToInvoice'),
    refunded: toSafeNumber(row.refunded, 'refunded'),
    credited: toSafeNumber(row.total - row.applied - row.refunded, 'credited'),
    issuedAt: row.issuedAt.toISOString(),
  };
}
