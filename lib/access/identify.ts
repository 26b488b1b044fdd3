import type { Context } from '@/lib/core/context';
import { type Known, whenKnown } from '@/lib/core/known';
import { type Account, isAddressAllowed, type Key } from './account';
import { accounts } from './accounts';
import type { VerifyCode, VerifyRequest } from './schemas';

/** Who calls, as far as is known, and what forbids the call whatever the counters say. */
export interface Caller {
  key: Key | null;
  account: Account | null;
  code: VerifyCode;
}

const NOBODY: Caller = { key: null, account: null, code: 'invalid_key' };

/** Finds out who calls. Malformed, unknown and foreign keys and customers look alike: they reveal nothing. */
export function identify(ctx: Context, request: VerifyRequest, now: Date): Known<Caller> {
  const key = request.key === undefined ? null : accounts().keyOf(ctx, request.key);
  return whenKnown(key, (found) => ownerOf(ctx, request, now, found));
}

function ownerOf(ctx: Context, request: VerifyRequest, now: Date, key: Key | null): Known<Caller> {
  if (request.key !== undefined && !key) return NOBODY;
  const known = accounts();
  const account = key
    ? known.byCustomerId(ctx, key.customerId)
    : known.byReference(ctx, request.customer as string);
  return whenKnown(account, (found) => judge(request, now, key, found));
}

function judge(request: VerifyRequest, now: Date, key: Key | null, account: Account | null): Caller {
  if (!account) return NOBODY;
  const code = (key && refusalOfKey(key, request, now)) ?? refusalOfAccount(account, now) ?? 'ok';
  return { key, account, code };
}

function refusalOfKey(key: Key, request: VerifyRequest, now: Date): VerifyCode | null {
  if (key.revokedAtMs !== null && key.revokedAtMs <= now.getTime()) return 'key_revoked';
  if (key.expiresAtMs !== null && key.expiresAtMs <= now.getTime()) return 'key_expired';
  if (!isAddressAllowed(key, request.ip)) return 'ip_not_allowed';
  if (request.scopes?.some((scope) => !key.scopes.has(scope))) return 'scope_missing';
  return null;
}

function refusalOfAccount(account: Account, now: Date): VerifyCode | null {
  if (account.isSuspended) return 'customer_suspended';
  const { plan } = account;
  if (!plan || plan.startsAtMs > now.getTime()) return 'no_subscription';
  if (plan.cancelsAtMs !== null && plan.cancelsAtMs <= now.getTime()) return 'no_subscription';
  return plan.isAccessStopped ? 'past_due' : null;
}
