import type { Handlers } from '../call';
import { OAuthProblem } from '../problem';
import { CLIENT_ID, newId, PLATFORM, type Scope } from '../scope';
import { createAccount, platform } from './accounts';

const CODE_SECONDS = 300;

export const oauth: Handlers<'POST /oauth/token' | 'POST /oauth/deauthorize'> = {
  'POST /oauth/token': ({ scope, params }) => {
    const { code } = params;
    if (params.grant_type !== 'authorization_code') {
      throw new OAuthProblem(400, 'unsupported_grant_type', `Unsupported grant_type: ${params.grant_type}`);
    }
    const { account, expiresAt = 0 } = platform(scope).facts(code ?? '');
    if (!code || !account || expiresAt <= scope.now()) {
      throw new OAuthProblem(400, 'invalid_grant', `Authorization code does not exist: ${code ?? ''}`);
    }
    // A code is good once.
    platform(scope).remove('facts', code);
    platform(scope).know(account, { isDeauthorized: false });
    return {
      access_token: newId('sk_test_connected', 24),
      livemode: false,
      refresh_token: newId('rt', 24),
      scope: 'read_write',
      stripe_publishable_key: newId('pk_test_connected', 24),
      stripe_user_id: account,
      token_type: 'bearer',
    };
  },
  'POST /oauth/deauthorize': ({ scope, params }) => {
    const { client_id: client, stripe_user_id: account = '' } = params;
    if (client !== CLIENT_ID) {
      throw new OAuthProblem(401, 'invalid_client', `No such application: '${client ?? ''}'`);
    }
    deauthorize(scope, account);
    return { stripe_user_id: account };
  },
};

/** Cuts an account's connection to the platform, whoever asked for it; later calls on it are refused. */
export function deauthorize(scope: Scope, account: string): void {
  const known = platform(scope).find('account', account);
  if (!known || platform(scope).facts(account).isDeauthorized) {
    throw new OAuthProblem(
      400,
      'invalid_client',
      `This application is not connected to stripe account '${account}', or that account does not exist.`,
    );
  }
  platform(scope).know(account, { isDeauthorized: true });
  scope
    .on(account)
    .emit('account.application.deauthorized', { id: CLIENT_ID, object: 'application', name: 'Tollgate' });
}

/** A provider has agreed on the hosted page: an account of theirs, and the code to fetch it with. */
export function authorize(scope: Scope, details: { email?: string; country?: string } = {}): string {
  const account = createAccount(platform(scope), details, true);
  const code = newId('ac', 32);
  platform(scope).know(code, { account: account.id, expiresAt: scope.now() + CODE_SECONDS });
  return code;
}

/** True when the platform may act on this account. */
export function isConnected(scope: Scope, account: string): boolean {
  if (account === PLATFORM) return true;
  return (
    platform(scope).find('account', account) !== undefined && !platform(scope).facts(account).isDeauthorized
  );
}
