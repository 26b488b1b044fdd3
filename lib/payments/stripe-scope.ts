import type Stripe from 'stripe';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { isLiveKey, stripe, stripeKeys } from '@/lib/infra/stripe';
import { countLiveProviders, readSettings } from './settings-store';

/** Where a provider's calls to Stripe go. */
export interface StripeScope {
  client: Stripe;
  /** acct_… of the provider's own account; "" for the platform's. */
  account: string;
  /** What a call on that account is made with. */
  on: { stripeAccount?: string };
}

/**
 * The account of Stripe's that a provider's money goes to: its connected one. Without one it is the key's own
 * account where that cannot mix up anybody's money: no real money moves, or the installation has one provider. A
 * sandbox always uses the test key's own account.
 * @throws AppError `invalid_state` when the provider must connect first, `unavailable` when there is no key
 */
export async function stripeScope(ctx: Context): Promise<StripeScope> {
  const client = stripe(ctx.provider.mode);
  if (ctx.provider.mode === 'test') return { client, account: '', on: {} };
  const settings = await readSettings(ctx, ctx.provider.id);
  const account = settings?.stripeAccount ?? null;
  if (account !== null) return { client, account, on: { stripeAccount: account } };
  const key = stripeKeys().live?.secretKey ?? '';
  if (!isLiveKey(key) || (await countLiveProviders()) === 1) return { client, account: '', on: {} };
  throw new AppError('invalid_state', 'Connect a Stripe account first (Settings, Payments).');
}

/** The scope in which a payment was made, whatever the provider is connected to now. */
export function scopeOfAccount(ctx: Context, account: string): StripeScope {
  const client = stripe(ctx.provider.mode);
  return { client, account, on: account === '' ? {} : { stripeAccount: account } };
}

/** The context outside of a caller's transaction: what is recorded before a call must stay, whatever happens. */
export function outside(ctx: Context): Context {
  const { transaction: _, ...rest } = ctx;
  return rest;
}
