import type Stripe from 'stripe';
import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { idOf } from '../charge/converge-session';
import { paymentOfIntent } from '../charge/payment-of-intent';
import { fromStripeAmount } from '../stripe-amount';
import { findDispute, writeDispute } from './store';

/** Stripe's words for a dispute that is decided. */
const CLOSED = new Set(['won', 'lost', 'warning_closed', 'prevented']);
const MS = 1000;
const NOT_OURS = { isOurs: false, isChanged: false };

/** Brings a dispute into line with Stripe. One about money that was not collected here is none of ours. */
export async function convergeDispute(
  ctx: Context,
  { account, dispute }: { account: string; dispute: Stripe.Dispute },
): Promise<{ isOurs: boolean; isChanged: boolean }> {
  const intent = idOf(dispute.payment_intent);
  if (intent === null) return NOT_OURS;
  const payment = await paymentOfIntent(ctx, { intent, account });
  if (!payment) return NOT_OURS;
  return inTransaction(ctx, async (inner) => {
    const known = await findDispute(inner, ctx.provider.id, dispute.id);
    const now = ctx.clock.now();
    const dueBy = dispute.evidence_details?.due_by;
    const row = await writeDispute(inner, ctx.provider.id, {
      id: known?.id ?? newId('dispute', now),
      paymentId: payment.id,
      customerId: payment.customerId,
      stripeId: dispute.id,
      amount: fromStripeAmount(dispute.amount, payment.currency),
      currency: payment.currency,
      status: dispute.status,
      reason: dispute.reason,
      evidenceDueAt: dueBy ? new Date(dueBy * MS) : null,
      openedAt: known?.openedAt ?? now,
      closedAt: CLOSED.has(dispute.status) ? (known?.closedAt ?? now) : null,
    });
    const isChanged = known?.status !== dispute.status;
    if (isChanged) {
      await recordAudit(inner, {
        action: known ? 'dispute.updated' : 'dispute.opened',
        targetId: row.id,
        customerId: payment.customerId,
        details: { payment: payment.id, status: row.status, reason: row.reason },
      });
    }
    return { isOurs: true, isChanged };
  });
}
