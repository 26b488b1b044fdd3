import { ask } from '@/lib/infra/stripe';
import { convergeMethod } from '../methods/converge-method';
import { findMethod } from '../payer-store';
import { scopeOfAccount } from '../stripe-scope';
import type { Handler } from './notice';

/** A card changed: the bank renewed it, or it was taken away. New ones come by their set-up. */
export const paymentMethod: Handler = async (ctx, { objectId, account }) => {
  const known = await findMethod(ctx, ctx.provider.id, objectId);
  if (!known || known.account !== account) return;
  const { client, on } = scopeOfAccount(ctx, account);
  const method = await ask('payment_method', client.paymentMethods.retrieve(objectId, {}, on));
  await convergeMethod(ctx, { customerId: known.customerId, account, method, isNew: false });
};
