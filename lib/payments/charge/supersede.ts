import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { ask } from '@/lib/infra/stripe';
import { lockPayment, type PaymentRow } from '../store';
import { scopeOfAccount } from '../stripe-scope';
import { convergeIntent, end } from './converge-intent';
import { convergeSession } from './converge-session';

/**
 * Takes a payment back that still waits for the customer, so that another way to pay can be tried: its page is
 * closed, its intent cancelled, at Stripe first. Stripe refuses where the customer has just paid; then what was
 * paid counts. False when it is under way and cannot be taken back.
 */
export async function supersede(ctx: Context, row: PaymentRow): Promise<boolean> {
  if (row.status === 'open') return closePage(ctx, row);
  if (row.status === 'requires_action' && row.stripeIntent !== null) return cancelIntent(ctx, row);
  return false;
}

async function closePage(ctx: Context, row: PaymentRow): Promise<boolean> {
  const { client, on } = scopeOfAccount(ctx, row.account);
  const id = row.stripeSession ?? '';
  await client.checkout.sessions.expire(id, {}, on).catch(() => undefined);
  const session = await ask('checkout.session', client.checkout.sessions.retrieve(id, {}, on));
  const after = await convergeSession(ctx, { paymentId: row.id, session });
  return after !== null && ['cancelled', 'succeeded', 'failed'].includes(after.status);
}

async function cancelIntent(ctx: Context, row: PaymentRow): Promise<boolean> {
  const { client, on } = scopeOfAccount(ctx, row.account);
  const id = row.stripeIntent ?? '';
  await client.paymentIntents.cancel(id, {}, on).catch(() => undefined);
  const intent = await ask('payment_intent', client.paymentIntents.retrieve(id, {}, on));
  const after = await convergeIntent(ctx, { paymentId: row.id, intent });
  if (intent.status === 'requires_payment_method') {
    // Nobody holds what could confirm it: it is over for us.
    await inTransaction(ctx, async (inner) => {
      const locked = await lockPayment(inner, ctx.provider.id, row.id);
      if (locked?.status === 'requires_action') await end(inner, locked, 'failed');
    });
    return true;
  }
  return after !== null && ['cancelled', 'succeeded', 'failed'].includes(after.status);
}
