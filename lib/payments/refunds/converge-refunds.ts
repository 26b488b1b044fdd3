import type Stripe from 'stripe';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction, isUniqueViolation } from '@/lib/infra/postgres';
import { askList } from '@/lib/infra/stripe';
import type { PaymentRow } from '../store';
import { fromStripeAmount } from '../stripe-amount';
import { scopeOfAccount } from '../stripe-scope';
import { convergeRefund } from './send-refund';
import { findRefund, insertRefund, lockRefund, reserve } from './store';

const PAGE = 100;

/** Brings a payment's refunds into line with Stripe's: ours move on, those made in Stripe itself are noted. */
export async function convergeRefunds(ctx: Context, { payment }: { payment: PaymentRow }): Promise<number> {
  const { client, on } = scopeOfAccount(ctx, payment.account);
  const query = { payment_intent: payment.stripeIntent ?? '', limit: PAGE };
  const { data } = await askList(client.refunds.list(query, on));
  let changed = 0;
  for (const refund of data) changed += (await convergeOne(ctx, payment, refund)) ? 1 : 0;
  return changed;
}

async function convergeOne(ctx: Context, payment: PaymentRow, refund: Stripe.Refund): Promise<boolean> {
  const named = refund.metadata?.provider === ctx.provider.id ? refund.metadata.refund : undefined;
  const known =
    (named === undefined ? null : await lockRefund(ctx, ctx.provider.id, named)) ??
    (await findRefund(ctx, ctx.provider.id, refund.id));
  const before = known?.status;
  const id = known?.id ?? (await noteOutside(ctx, payment, refund));
  if (id === null) return false;
  const after = await convergeRefund(ctx, { id, refund });
  return after?.status !== before;
}

/** A refund that the provider made in Stripe's own dashboard. */
async function noteOutside(ctx: Context, payment: PaymentRow, refund: Stripe.Refund): Promise<string | null> {
  if (refund.status === 'failed' || refund.status === 'canceled') return null;
  const amount = fromStripeAmount(refund.amount, payment.currency);
  const createdAt = ctx.clock.now();
  const id = newId('refund', createdAt);
  const { customerId, currency } = payment;
  try {
    return await inTransaction(ctx, async (inner) => {
      // Where ours and theirs come to more than the payment, the reconciliation says so.
      await reserve(inner, ctx.provider.id, payment.id, amount);
      const facts = { id, paymentId: payment.id, customerId, currency, amount, createdAt };
      const stripe = { stripeId: refund.id, reason: 'outside', status: 'pending' };
      await insertRefund(inner, ctx.provider.id, { ...facts, ...stripe });
      return id;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return (await findRefund(ctx, ctx.provider.id, refund.id))?.id ?? null;
  }
}
