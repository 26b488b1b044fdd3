import { ask } from '@/lib/infra/stripe';
import { convergeIntent } from '../charge/converge-intent';
import { paymentOfIntent } from '../charge/payment-of-intent';
import { scopeOfAccount } from '../stripe-scope';
import type { Handler } from './notice';

/** A charge moved on. What was not moved by us the reconciliation reports. */
export const paymentIntent: Handler = async (ctx, { objectId, account }) => {
  const row = await paymentOfIntent(ctx, { intent: objectId, account });
  if (!row) return;
  const { client, on } = scopeOfAccount(ctx, account);
  const intent = await ask('payment_intent', client.paymentIntents.retrieve(objectId, {}, on));
  await convergeIntent(ctx, { paymentId: row.id, intent });
};
