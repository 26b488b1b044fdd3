import type { VerifyResponse } from '../api-types';
import type { Limits, Refusal } from './call';
import { limitHeaders, secondsUntil } from './headers';

export type RefusalCode = Exclude<VerifyResponse['code'], 'ok'> | 'missing_key' | 'metering_unavailable';

const REFUSALS: Record<RefusalCode, { status: number; title: string; detail: string }> = {
  missing_key: {
    status: 401,
    title: 'No API key',
    detail: 'Send your API key as "Authorization: Bearer …" or "X-API-Key: …".',
  },
  invalid_key: { status: 401, title: 'Invalid API key', detail: 'This API key is not known.' },
  key_revoked: { status: 401, title: 'API key revoked', detail: 'This API key has been revoked.' },
  key_expired: { status: 401, title: 'API key expired', detail: 'This API key has expired.' },
  ip_not_allowed: {
    status: 403,
    title: 'Address not allowed',
    detail: 'This API key may not be used from your address.',
  },
  scope_missing: { status: 403, title: 'Scope missing', detail: 'This API key may not do this.' },
  customer_suspended: { status: 403, title: 'Account suspended', detail: 'Your account is suspended.' },
  no_subscription: { status: 402, title: 'No subscription', detail: 'Choose a plan to use this API.' },
  past_due: { status: 402, title: 'Payment overdue', detail: 'An invoice is overdue; pay it to go on.' },
  spend_limit_reached: {
    status: 402,
    title: 'Budget reached',
    detail: 'The budget of this period is used up.',
  },
  credits_exhausted: { status: 402, title: 'Credits used up', detail: 'Your prepaid credits are used up.' },
  rate_limited: { status: 429, title: 'Too many requests', detail: 'Slow down and try again.' },
  quota_exceeded: { status: 429, title: 'Quota used up', detail: 'The quota of this period is used up.' },
  metering_unavailable: {
    status: 503,
    title: 'Temporarily unavailable',
    detail: 'Calls cannot be checked at the moment; try again.',
  },
};

/** Seconds after which a call may be tried again while Tollgate is away. */
const AWAY_RETRY_SECONDS = 2;

/** What `guard` answers in place of the host. */
export function refusalOf(
  code: RefusalCode,
  answer: Limits | null,
  typeOf: (code: string) => string,
): Refusal {
  const { status, title, detail } = REFUSALS[code];
  const headers: Record<string, string> = {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(answer && limitHeaders(answer)),
  };
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer';
  const retryAfter = retryAfterOf(code, answer);
  if (retryAfter !== null) headers['Retry-After'] = String(retryAfter);
  return { status, headers, body: JSON.stringify({ type: typeOf(code), title, status, code, detail }) };
}

function retryAfterOf(code: RefusalCode, answer: Limits | null): number | null {
  if (code === 'metering_unavailable') return AWAY_RETRY_SECONDS;
  const reset =
    code === 'rate_limited'
      ? answer?.rateLimit?.resetAt
      : code === 'quota_exceeded' && answer?.quota?.resetAt;
  return reset ? Math.max(1, secondsUntil(reset)) : null;
}
