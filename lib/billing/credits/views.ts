import { toSafeNumber } from '@/lib/core/money';
import { type CreditGrantView, creditMovement, recurrenceInterval } from './schemas';
import type { GrantRow, MovementRow } from './store';

export function grantView(row: GrantRow): CreditGrantView {
  return {
    id: row.id,
    amount: toSafeNumber(row.amount, 'amount'),
    remaining: toSafeNumber(row.remaining, 'remaining'),
    currency: row.currency,
    priority: row.priority,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    reason: row.reason,
    recurring: recurringView(row),
    createdAt: row.createdAt.toISOString(),
  };
}

function recurringView(row: GrantRow): CreditGrantView['recurring'] {
  if (row.recurInterval === null) return null;
  const interval = recurrenceInterval.parse(row.recurInterval);
  return { interval, reset: row.recurReset, nextAt: row.recurAt?.toISOString() ?? null };
}

export function movementView(row: MovementRow) {
  return {
    id: row.id,
    grant: row.grantId,
    kind: creditMovement.shape.kind.parse(row.kind),
    amount: toSafeNumber(row.amount, 'amount'),
    invoice: row.invoiceId,
    at: row.at.toISOString(),
  };
}
