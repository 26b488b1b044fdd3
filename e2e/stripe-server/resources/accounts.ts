import type Stripe from 'stripe';
import type { Handlers } from '../call';
import { page } from '../lists';
import { invalid } from '../problem';
import { mergeMetadata, newId, PLATFORM, type Scope } from '../scope';

type AccountOperations =
  | 'GET /v1/account'
  | 'POST /v1/accounts'
  | 'GET /v1/accounts'
  | 'GET /v1/accounts/:id'
  | 'POST /v1/accounts/:id'
  | 'DELETE /v1/accounts/:id'
  | 'POST /v1/account_links';

const LINK_SECONDS = 300;

/** Accounts are kept at the platform, whichever account a request runs on. */
export const accounts: Handlers<AccountOperations> = {
  'GET /v1/account': ({ scope }) =>
    scope.account === PLATFORM ? platformAccount() : platform(scope).get('account', scope.account),
  'POST /v1/accounts': ({ scope, params }) => createAccount(platform(scope), params),
  'GET /v1/accounts': ({ scope, params }) => {
    const found = platform(scope).all('account');
    const created = found.map((account) => ({ ...account, created: account.created ?? 0 }));
    return page(created, params, '/v1/accounts');
  },
  'GET /v1/accounts/:id': ({ scope, id }) =>
    id === PLATFORM ? platformAccount() : platform(scope).get('account', id),
  'POST /v1/accounts/:id': ({ scope, params, id }) => {
    const account = platform(scope).get('account', id);
    return updateAccount(scope, {
      ...account,
      email: params.email ?? account.email,
      metadata: mergeMetadata(account.metadata ?? {}, params.metadata),
    });
  },
  'DELETE /v1/accounts/:id': ({ scope, id }) => {
    platform(scope).get('account', id);
    platform(scope).remove('account', id);
    return { id, object: 'account', deleted: true };
  },
  'POST /v1/account_links': ({ scope, params }) => {
    platform(scope).get('account', params.account, 'account');
    if (params.type === 'account_onboarding' && !params.return_url) {
      throw invalid('Missing required param: return_url.', {
        code: 'parameter_missing',
        param: 'return_url',
      });
    }
    const token = newId('link', 32);
    const expiresAt = scope.now() + LINK_SECONDS;
    platform(scope).know(token, { account: params.account, returnUrl: params.return_url, expiresAt });
    const url = `${scope.world.pagesUrl()}/c/onboarding/${token}`;
    return { object: 'account_link', created: scope.now(), expires_at: expiresAt, url };
  },
};

/** The platform's own view, for a request that runs on a connected account. */
export const platform = (scope: Scope) => scope.on(PLATFORM);

export function createAccount(
  scope: Scope,
  params: Pick<Stripe.AccountCreateParams, 'country' | 'email' | 'type' | 'default_currency' | 'metadata'>,
  isReady = false,
): Stripe.Account {
  const { country = 'IN', email = null } = params;
  return scope.save('account', {
    id: newId('acct', 16),
    object: 'account',
    business_type: null,
    capabilities: {
      card_payments: isReady ? 'active' : 'inactive',
      transfers: isReady ? 'active' : 'inactive',
    },
    charges_enabled: isReady,
    country,
    created: scope.now(),
    default_currency: params.default_currency ?? (country === 'IN' ? 'inr' : 'usd'),
    details_submitted: isReady,
    email,
    metadata: mergeMetadata({}, params.metadata),
    payouts_enabled: isReady,
    type: params.type ?? 'standard',
  });
}

/** Changed facts of a connected account, told to the platform as an event of that account. */
export function updateAccount(scope: Scope, account: Stripe.Account): Stripe.Account {
  platform(scope).save('account', account);
  scope.on(account.id).emit('account.updated', account, {});
  return account;
}

/** The owner has given the details that Stripe asks for: it can be charged on now. */
export function completeOnboarding(scope: Scope, id: string): Stripe.Account {
  const account = platform(scope).get('account', id);
  return updateAccount(scope, {
    ...account,
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    details_submitted: true,
    payouts_enabled: true,
  });
}

function platformAccount(): Stripe.Account {
  return {
    id: PLATFORM,
    object: 'account',
    charges_enabled: true,
    country: 'IN',
    created: 0,
    default_currency: 'inr',
    details_submitted: true,
    email: null,
    metadata: {},
    payouts_enabled: true,
    type: 'standard',
  };
}
