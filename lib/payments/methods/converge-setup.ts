import type Stripe from 'stripe';
import type { Context } from '@/lib/core/context';
import { ask } from '@/lib/infra/stripe';
import { idOf } from '../charge/converge-session';
import { findPayerOf } from '../payer-store';
import { scopeOfAccount } from '../stripe-scope';
import { convergeMethod } from './converge-method';

/** Takes up the card of a set-up that has succeeded; any other set-up changes nothing. */
export async function convergeSetup(
  ctx: Context,
  { account, intent }: { account: string; intent: Stripe.SetupIntent },
): Promise<void> {
  const methodId = idOf(intent.payment_method);
  const customer = idOf(intent.customer as string | { id: string } | null);
  if (intent.status !== 'succeeded' || methodId === null || customer === null) return;
  const payer = await findPayerOf(ctx, ctx.provider.id, customer);
  if (!payer) return;
  const { client, on } = scopeOfAccount(ctx, account);
  const method = await ask('payment_method', client.paymentMethods.retrieve(methodId, {}, on));
  await convergeMethod(ctx, { customerId: payer.customerId, account, method, isNew: true });
}
