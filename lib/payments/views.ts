import type { Context } from '@/lib/core/context';
import { toSafeNumber } from '@/lib/core/money';
import { type Payment, payment } from './schemas';
import { type PaymentRow, readSharesOf, type ShareRow } from './store';

export function paymentView(row: PaymentRow, shares: readonly ShareRow[]): Payment {
  return {
    id: row.id,
    customer: row.customerId,
    purpose: payment.shape.purpose.parse(row.purpose),
    source: payment.shape.source.parse(row.source),
    invoices: shares
      .filter(({ paymentId }) => paymentId === row.id)
      .map(({ invoiceId, amount, applied }) => ({
        invoice: invoiceId,
        amount: toSafeNumber(amount, 'amount'),
        applied: toSafeNumber(applied, 'applied'),
      })),
    currency: row.currency,
    amount: toSafeNumber(row.amount, 'amount'),
    amountReceived: toSafeNumber(row.amountReceived, 'amountReceived'),
    amountRefunded: toSafeNumber(row.refunded, 'amountRefunded'),
    status: payment.shape.status.parse(row.status),
    failureCode: row.failureCode,
    failureMessage: row.failureMessage,
    method: row.methodId,
    stripePaymentIntent: row.stripeIntent,
    receiptNumber: row.receiptNumber,
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}

export async function paymentViews(ctx: Context, rows: readonly PaymentRow[]): Promise<Payment[]> {
  const shares = await readSharesOf(
    ctx,
    ctx.provider.id,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => paymentView(row, shares));
}
