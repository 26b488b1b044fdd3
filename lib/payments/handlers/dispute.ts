import { ask } from '@/lib/infra/stripe';
import { convergeDispute } from '../disputes/converge-dispute';
import { scopeOfAccount } from '../stripe-scope';
import type { Handler } from './notice';

/** A payer's bank asks for the money back, or has decided. */
export const dispute: Handler = async (ctx, { objectId, account }) => {
  const { client, on } = scopeOfAccount(ctx, account);
  const found = await ask('dispute', client.disputes.retrieve(objectId, {}, on));
  await convergeDispute(ctx, { account, dispute: found });
};
