import { finishCheckout } from '../hosted/finish-checkout';
import type { Handler } from './notice';

/** A hosted page was finished, or its time is over. */
export const checkoutSession: Handler = async (ctx, { objectId, account, provider }) => {
  // On a connected account somebody else may open pages too.
  if (provider !== ctx.provider.id) return;
  await finishCheckout(ctx, { session: objectId, account });
};
