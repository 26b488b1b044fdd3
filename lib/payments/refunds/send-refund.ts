import type Stripe from 'stripe';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { ask } from '@/lib/infra/stripe';
import { classifyError } from '../classify-error';
import { idempotencyKey } from '../idempotency-key';
import { readPayment } from '../store';
import { toStripeAmount } from '../stripe-amount';
import { scopeOfAccount } from '../stripe-scope';
import { leaseRefund, lockRefund, type RefundRow, unreserve, updateRefund } from './store';

const LEASE_MS = 90_000;

/** Asks Stripe for a refund that was recorded. Safe to repeat: the key is the refund's own. */
export async function sendRefund(ctx: Context, input: { id: string }): Promise<RefundRow | null> {
  const now = systemClock.now();
  const lease = { now, until: new Date(now.getTime() + LEASE_MS) };
  if (!(await leaseRefund(ctx, ctx.provider.id, input.id, lease))) return null;
  const row = await lockRefund(ctx, ctx.provider.id, input.id);
  const payment = row && (await readPayment(ctx, ctx.provider.id, row.paymentId));
  if (!row || !payment?.stripeIntent) return null;
  const { client, on } = scopeOfAccount(ctx, payment.account);
  const key = idempotencyKey({ what: 'refund', providerId: ctx.provider.id, refundId: row.id });
  try {
    const refund = await ask(
      'refund',
      client.refunds.create(
        {
          payment_intent: payment.stripeIntent,
          amount: toStripeAmount(row.amount, row.currency),
          ...(row.reason === 'surplus' && { reason: 'duplicate' }),
          metadata: { provider: ctx.provider.id, refund: row.id },
        },
        { ...on, idempotencyKey: key },
      ),
    );
    return convergeRefund(ctx, { id: row.id, refund });
  } catch (error) {
    const failure = classifyError(error);
    if (failure.kind === 'unknown') throw error;
    return endRefund(ctx, row.id, 'failed', failure.code);
  }
}

const STATUSES: Record<string, string> = {
  succeeded: 'succeeded',
  pending: 'pending',
  requires_action: 'pending',
  failed: 'failed',
  canceled: 'cancelled',
};

/** Brings a refund into line with what Stripe says of it now. */
export async function convergeRefund(
  ctx: Context,
  { id, refund }: { id: string; refund: Stripe.Refund },
): Promise<RefundRow | null> {
  const status = STATUSES[refund.status ?? ''] ?? 'pending';
  if (status === 'failed' || status === 'cancelled') {
    return endRefund(ctx, id, status, refund.failure_reason ?? 'unknown', refund.id);
  }
  await inTransaction(ctx, async (inner) => {
    const row = await lockRefund(inner, ctx.provider.id, id);
    if (!row || row.status === status || ['failed', 'cancelled'].includes(row.status)) return;
    await updateRefund(inner, ctx.provider.id, id, {
      status,
      stripeId: refund.id,
      leasedUntil: null,
      ...(status === 'succeeded' && { settledAt: ctx.clock.now() }),
    });
  });
  return lockRefund(ctx, ctx.provider.id, id);
}

/** The money stays with us after all, and may be given back another way. A bank may say so days later. */
async function endRefund(
  ctx: Context,
  id: string,
  status: 'failed' | 'cancelled',
  ...[failureCode, stripeId]: [string, string?]
): Promise<RefundRow | null> {
  await inTransaction(ctx, async (inner) => {
    const row = await lockRefund(inner, ctx.provider.id, id);
    if (!row || ['failed', 'cancelled'].includes(row.status)) return;
    await unreserve(inner, ctx.provider.id, row.paymentId, row.amount);
    await updateRefund(inner, ctx.provider.id, id, {
      ...{ status, failureCode, leasedUntil: null, settledAt: ctx.clock.now() },
      ...(stripeId !== undefined && { stripeId }),
    });
  });
  return lockRefund(ctx, ctx.provider.id, id);
}
