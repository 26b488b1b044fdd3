import { AppError } from '@/lib/core/errors';
import type { INVOICE_STATUSES } from './schemas';

export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** Every way that an invoice can go. What is written off may still be paid, or turn out to be void. */
const TRANSITIONS: Record<InvoiceStatus, readonly InvoiceStatus[]> = {
  draft: ['open'],
  open: ['paid', 'void', 'uncollectible'],
  uncollectible: ['paid', 'void'],
  paid: [],
  void: [],
};

/** @throws AppError `invalid_state` for a way that is not in the table */
export function assertTransition(from: string, to: InvoiceStatus): void {
  const ways: readonly string[] = TRANSITIONS[from as InvoiceStatus] ?? [];
  if (!ways.includes(to)) {
    throw new AppError('invalid_state', `The invoice is ${from}; it cannot become ${to}.`);
  }
}
