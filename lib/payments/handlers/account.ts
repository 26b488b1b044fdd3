import { forgetAccount, refreshAccount } from '../connect/connect-stripe';
import type { Handler } from './notice';

/** A connected account may charge, or may not any more. */
export const accountUpdated: Handler = async (ctx, { account }) => {
  await refreshAccount(ctx, { account });
};

/** A provider took our access away in Stripe's own dashboard. There is nothing left that could be read. */
export const accountDeauthorized: Handler = async (ctx, { account }) => {
  await forgetAccount(ctx, { account });
};
