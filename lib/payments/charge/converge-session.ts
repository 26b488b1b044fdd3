import type Stripe from 'stripe';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { ask } from '@/lib/infra/stripe';
import { OVER } from '../schemas';
import { lockPayment, type PaymentRow, readPayment, updatePayment } from '../store';
import { scopeOfAccount } from '../stripe-scope';
import { convergeIntent, end } from './converge-intent';

/** Brings a payment on a page of Stripe's into line with that page as it is now. */
export async function convergeSession(
  ctx: Context,
  { paymentId, session }: { paymentId: string; session: Stripe.Checkout.Session },
): Promise<PaymentRow | null> {
  const row = await readPayment(ctx, ctx.provider.id, paymentId);
  if (!row || row.status === 'succeeded') return row;
  const intentId = idOf(session.payment_intent);
  if (row.stripeSession === null) {
    await updatePayment(ctx, ctx.provider.id, row.id, { stripeSession: session.id, hostedUrl: session.url });
  }
  if (intentId !== null && session.status !== 'expired') {
    const { client, on } = scopeOfAccount(ctx, row.account);
    const intent = await ask('payment_intent', client.paymentIntents.retrieve(intentId, {}, on));
    return convergeIntent(ctx, { paymentId, intent });
  }
  await inTransaction(ctx, async (inner) => {
    const locked = await lockPayment(inner, ctx.provider.id, paymentId);
    if (!locked || OVER.includes(locked.status)) return;
    if (session.status === 'expired') await end(inner, locked, 'cancelled');
    else await updatePayment(inner, ctx.provider.id, locked.id, { status: 'open', leasedUntil: null });
  });
  return readPayment(ctx, ctx.provider.id, paymentId);
}

export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === 'string' ? reference : reference.id;
}
