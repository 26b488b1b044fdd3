import type { LEASE_CODES, REJECT_CODES, VerifyCode, WARN_CODES } from '@/lib/access';
import type { Explanation } from './problem-codes';

/** Of every answer of verify, all of which have status 200. */
export const VERIFY_EXPLANATIONS: Record<VerifyCode, Explanation> = {
  ok: {
    means: 'The call may go ahead, and is counted.',
    when: 'Everything agrees: key, customer, limits, budget, credits.',
    remedy: 'Answer it; settle with the returned `id` if it cost something else.',
  },
  invalid_key: {
    means: 'There is no such key.',
    when: 'It is misspelt, of another provider, or of your other account (live, sandbox). Nothing else is told.',
    remedy: 'Answer 401.',
  },
  key_revoked: {
    means: 'The key was revoked, or rotated and its grace is over.',
    when: 'By its owner or by you.',
    remedy: 'Answer 401; the customer makes a new key in the portal.',
  },
  key_expired: {
    means: 'The key’s `expiresAt` is past.',
    when: 'Keys made for a time.',
    remedy: 'Answer 401; the customer makes a new one, or you move `expiresAt`.',
  },
  ip_not_allowed: {
    means: 'The key may not be used from this address.',
    when: 'It has an `ipAllowList`, and `ip` is outside of it or was not sent.',
    remedy: 'Answer 403. Behind a proxy be sure to send the caller’s address as `ip`, not the proxy’s.',
  },
  scope_missing: {
    means: 'The key lacks a scope that you asked for.',
    when: '`scopes` names one that is not among the key’s.',
    remedy: 'Answer 403 and name the scope.',
  },
  customer_suspended: {
    means: 'The customer is suspended.',
    when: 'You suspended it.',
    remedy: 'Answer 403; `POST /customers/{id}/reactivate` lets it call again at once.',
  },
  no_subscription: {
    means: 'The customer has no live subscription.',
    when: 'It never chose a plan, cancelled, or the start is in the future.',
    remedy: 'Answer 402 with a link to your pricing page.',
  },
  past_due: {
    means: 'Access has stopped for an unpaid invoice.',
    when: 'The last reminder passed without payment.',
    remedy: 'Answer 402 with a link to the portal; paying lets the next call through.',
  },
  rate_limited: {
    means: 'Too many units in the window.',
    when: 'The rate limit of the plan or the key is used up.',
    remedy: 'Answer 429 with `Retry-After` up to `rateLimit.resetAt`.',
  },
  quota_exceeded: {
    means: 'A hard quota of the month has no room for this call.',
    when: '`cost` is more than `quota.remaining`.',
    remedy: 'Answer 429, or 402 with a link to a larger plan. It renews at `quota.resetAt`.',
  },
  spend_limit_reached: {
    means: 'The call would cost more than the budget leaves.',
    when: 'The customer’s budget or the key’s spend limit.',
    remedy: 'Answer 402; whoever set it can raise it, and the next call goes through.',
  },
  credits_exhausted: {
    means: 'The prepaid balance does not pay for this call.',
    when: 'On a prepaid plan.',
    remedy: 'Answer 402 with a link to the portal, where credits are bought.',
  },
};

/** Of every reason for which one event among others is not taken. Its neighbours are. */
export const REJECT_EXPLANATIONS: Record<(typeof REJECT_CODES)[number], Explanation> = {
  unknown_customer: {
    means: 'There is no such customer.',
    when: '`customer` is wrong, or lacks `ext:` before an id of yours.',
    remedy: 'Create the customer, then send the event again with the same `id`.',
  },
  unknown_meter: {
    means: 'There is no such meter.',
    when: '`meter`, or the `type` of a CloudEvent, names none.',
    remedy: 'Create the meter (with that `eventType`), then send the event again.',
  },
  unknown_key: {
    means: 'There is no such key.',
    when: '`key` is misspelt or another account’s. Revoked keys are fine: the usage happened.',
    remedy: 'Send `customer` in its place if you know it.',
  },
  invalid_event: {
    means: 'The event breaks a rule.',
    when: 'A field is missing, unknown or out of range; `message` names it.',
    remedy: 'Correct it and send it again.',
  },
  timestamp_too_old: {
    means: 'The event is more than 400 days old.',
    when: '`timestamp` lies too far back.',
    remedy: 'Check the unit: seconds are not milliseconds. What is really that old is not billed here.',
  },
  timestamp_in_future: {
    means: 'The event lies more than 10 minutes ahead.',
    when: 'A clock is wrong, or local time was written as UTC.',
    remedy: 'Correct the clock or the offset and send it again.',
  },
};

/** Of every reason for which an accepted event will not bill as usual. */
export const WARNING_EXPLANATIONS: Record<(typeof WARN_CODES)[number], Explanation> = {
  no_subscription: {
    means: 'Counted, but the customer had no subscription then.',
    when: 'The event lies before the start or after the end.',
    remedy: 'Nothing bills it. It shows as leakage in the reconciliation.',
  },
  meter_not_priced: {
    means: 'Counted, but the customer’s plan has no price for the meter.',
    when: 'The plan’s version does not name it.',
    remedy: 'Make a version with a price and migrate the subscriber, if it should cost.',
  },
  late_for_invoiced_period: {
    means: 'Counted, but its period was invoiced already.',
    when: 'The draft’s grace was over when it came.',
    remedy: 'Nothing to do: the difference is an adjustment on the next invoice.',
  },
};

/** Of what a settlement can be refused for. */
export const SETTLE_EXPLANATIONS: Record<'unknown_id', Explanation> = {
  unknown_id: {
    means: 'There is no counted call with this `id`.',
    when: 'The id is another account’s, of a denied call, or of a dry run.',
    remedy: 'Settle only what verify answered with an `id`.',
  },
};

/** Of a lease beyond what verify answers. */
export const LEASE_EXPLANATIONS: Record<Exclude<(typeof LEASE_CODES)[number], VerifyCode>, Explanation> = {
  not_leasable: {
    means: 'Such calls must be decided one by one.',
    when: 'The key has an `ipAllowList`: who holds the lease does not know which addresses it may be used from.',
    remedy: 'Ask `verify` for each call. The SDK’s `lease` mode does so by itself.',
  },
};
