import type { Context } from '@/lib/core/context';
import { ask } from '@/lib/infra/stripe';
import { findPaymentBy, type PaymentRow, readPayment, updatePayment } from '../store';
import { scopeOfAccount } from '../stripe-scope';

/**
 * The payment of ours that a PaymentIntent is for; null for money that was not moved by us. News of a charge may
 * come before its own answer did: then the intent itself says which payment it is for.
 */
export async function paymentOfIntent(
  ctx: Context,
  { intent, account }: { intent: string; account: string },
): Promise<PaymentRow | null> {
  const known = await findPaymentBy(ctx, ctx.provider.id, { stripeIntent: intent });
  if (known) return known.account === account ? known : null;
  const { client, on } = scopeOfAccount(ctx, account);
  const found = await ask('payment_intent', client.paymentIntents.retrieve(intent, {}, on));
  const { provider, payment } = found.metadata ?? {};
  if (provider !== ctx.provider.id || !payment) return null;
  const row = await readPayment(ctx, ctx.provider.id, payment);
  if (row?.account !== account) return null;
  if (row.stripeIntent === null) await updatePayment(ctx, ctx.provider.id, row.id, { stripeIntent: intent });
  return { ...row, stripeIntent: row.stripeIntent ?? intent };
}
