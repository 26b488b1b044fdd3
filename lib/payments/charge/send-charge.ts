import { scheduleCollection } from '@/lib/billing';
import type { Context } from '@/lib/core/context';
import { logger } from '@/lib/infra/logger';
import { inTransaction } from '@/lib/infra/postgres';
import { ask } from '@/lib/infra/stripe';
import { classifyError, isHardDecline } from '../classify-error';
import { lockPayment, type PaymentRow, readShares, updatePayment } from '../store';
import { toStripeAmount } from '../stripe-amount';
import { scopeOfAccount } from '../stripe-scope';
import { convergeIntent, end, fail } from './converge-intent';

/**
 * Asks Stripe for a charge that was recorded, off-session. The same row makes the same call with the same key, so
 * that a call whose answer was lost can be made again: Stripe answers what it answered first.
 */
export async function sendCharge(ctx: Context, row: PaymentRow): Promise<PaymentRow> {
  const { client, on } = scopeOfAccount(ctx, row.account);
  const metadata = { provider: ctx.provider.id, payment: row.id, purpose: row.purpose };
  try {
    const intent = await ask(
      'payment_intent',
      client.paymentIntents.create(
        {
          amount: toStripeAmount(row.amount, row.currency),
          currency: row.currency.toLowerCase(),
          customer: row.stripeCustomer,
          payment_method: row.stripeMethod ?? '',
          off_session: true,
          confirm: true,
          description: await descriptionOf(ctx, row),
          metadata,
        },
        { ...on, idempotencyKey: row.idempotencyKey },
      ),
    );
    return (await convergeIntent(ctx, { paymentId: row.id, intent })) ?? row;
  } catch (error) {
    return afterError(ctx, row, error);
  }
}

async function afterError(ctx: Context, row: PaymentRow, error: unknown): Promise<PaymentRow> {
  const failure = classifyError(error);
  if (failure.kind === 'unknown') {
    // The row stays as it is: the same call is made again when its lease is over.
    logger().warn({ err: error, provider: ctx.provider.slug, payment: row.id }, 'a charge has no answer yet');
    return row;
  }
  await inTransaction(ctx, async (inner) => {
    const locked = await lockPayment(inner, ctx.provider.id, row.id);
    if (!locked) return;
    const { code, message } = failure;
    if (failure.kind === 'refused' && code === 'amount_too_small') {
      await end(inner, locked, 'cancelled', { code, message, isHard: true });
      for (const { invoiceId } of await readShares(inner, ctx.provider.id, row.id)) {
        await scheduleCollection(inner, { invoice: invoiceId, collectAt: null });
      }
      return;
    }
    if (failure.kind === 'declined' && failure.intentId !== null) {
      await updatePayment(inner, ctx.provider.id, row.id, { stripeIntent: failure.intentId });
    }
    const isHard = failure.kind === 'refused' || failure.isHard || isHardDecline(code);
    await fail(inner, locked, { code, message, isHard });
  });
  return (await lockPayment(ctx, ctx.provider.id, row.id)) ?? row;
}

async function descriptionOf(ctx: Context, row: PaymentRow): Promise<string> {
  if (row.purpose === 'top_up') return `Top-up, ${ctx.provider.name}`;
  const shares = await readShares(ctx, ctx.provider.id, row.id);
  return `Invoice ${shares.map(({ invoiceId }) => invoiceId).join(', ')}, ${ctx.provider.name}`;
}
