import { clock } from '../clock';
import type { Limits } from './call';

/**
 * The limits of a call as response headers: `RateLimit` and `RateLimit-Policy` of
 * draft-ietf-httpapi-ratelimit-headers (a policy named "rate", another named "quota"), and the quota and the money
 * of the period in headers of our own.
 */
export function limitHeaders({ rateLimit, quota, spend }: Limits): Record<string, string> {
  const headers: Record<string, string> = {};
  const policies: string[] = [];
  const states: string[] = [];
  if (rateLimit) {
    policies.push(`"rate";q=${whole(rateLimit.limit)};w=${whole(rateLimit.windowSeconds)}`);
    states.push(`"rate";r=${whole(rateLimit.remaining)};t=${secondsUntil(rateLimit.resetAt)}`);
  }
  if (quota && quota.limit !== null) {
    policies.push(`"quota";q=${whole(quota.limit)}`);
    states.push(`"quota";r=${whole(quota.remaining ?? 0)};t=${secondsUntil(quota.resetAt)}`);
    headers['X-Quota-Limit'] = String(quota.limit);
    headers['X-Quota-Remaining'] = String(quota.remaining ?? 0);
  }
  if (quota) {
    headers['X-Quota-Used'] = String(quota.used);
    headers['X-Quota-Reset'] = quota.resetAt;
  }
  if (spend) {
    headers['X-Spend-Currency'] = spend.currency;
    headers['X-Spend-Amount'] = String(spend.amount);
    if (spend.limit !== null) {
      headers['X-Spend-Limit'] = String(spend.limit);
      headers['X-Spend-Remaining'] = String(Math.max(0, spend.limit - spend.amount));
    }
  }
  if (policies.length > 0) {
    headers['RateLimit-Policy'] = policies.join(', ');
    headers.RateLimit = states.join(', ');
  }
  return headers;
}

/** Structured fields hold integers of at most 15 digits. */
const whole = (value: number) => Math.min(999_999_999_999_999, Math.max(0, Math.floor(value)));

export function secondsUntil(instant: string): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - clock.nowMs()) / 1000));
}
