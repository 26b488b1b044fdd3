import { ask } from '@/lib/infra/stripe';
import { convergeSetup } from '../methods/converge-setup';
import { scopeOfAccount } from '../stripe-scope';
import type { Handler } from './notice';

/** A card was set up, or was not. */
export const setupIntent: Handler = async (ctx, { objectId, account }) => {
  const { client, on } = scopeOfAccount(ctx, account);
  const intent = await ask('setup_intent', client.setupIntents.retrieve(objectId, {}, on));
  await convergeSetup(ctx, { account, intent });
};
