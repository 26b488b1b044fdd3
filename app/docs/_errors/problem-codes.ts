import type { ErrorCode } from '@/lib/core/errors';

/** What a code means, when it comes, and what to do: three short answers in Markdown. */
export interface Explanation {
  means: string;
  when: string;
  remedy: string;
}

/** Of every code of a problem document. A code without an explanation does not compile. */
export const PROBLEM_CODES: Record<ErrorCode, Explanation> = {
  malformed: {
    means: 'The request could not be read.',
    when: 'The body is not JSON (or not gzip although it says so), ended early, or a path or header is badly written.',
    remedy: 'Look at what was really sent, byte by byte. The same request will fail again.',
  },
  unauthorized: {
    means: 'There is no valid secret key, or the e-mail address and password do not match.',
    when: '`Authorization: Bearer …` is missing, misspelt, of a revoked key, or holds a customer’s key (`sk_…`) where a provider’s (`tg_live_…`, `tg_test_…`) belongs.',
    remedy: 'Send the secret key of your account. A new one is made under Developers in the dashboard.',
  },
  forbidden: {
    means: 'We know who you are, and you may not do this.',
    when: 'A viewer changes something, a customer reaches for what is the provider’s, or a live key moves the clock.',
    remedy: 'Ask an owner or admin of the account; for the clock use the sandbox’s secret key.',
  },
  not_found: {
    means: 'There is no such thing, or it is another provider’s.',
    when: 'The id is wrong, the thing was deleted, or it lives in the other account: live and sandbox share nothing.',
    remedy: 'Check the id and which secret key you use. `ext:` goes before your own ids.',
  },
  method_not_allowed: {
    means: 'The path exists but does not take this method.',
    when: 'For instance a GET where the path takes POST. `Allow` names what it takes.',
    remedy: 'Use one of the methods in `Allow`.',
  },
  request_timeout: {
    means: 'The request did not come whole in time.',
    when: 'The connection broke off or was very slow, or `Content-Length` promises more than was sent.',
    remedy: 'Send it again, with the same ids and keys: nothing counts twice.',
  },
  conflict: {
    means: 'The change conflicts with what is there.',
    when: 'A customer with usage or invoices is deleted, or two changes of one thing met.',
    remedy: 'Read the thing again and decide anew; `detail` says what stands in the way.',
  },
  already_exists: {
    means: 'There is one already.',
    when: 'A slug, an external id, a code or an e-mail address is taken; `errors` names the field.',
    remedy:
      'Take another one, or read and use the one that exists. To repeat a request safely send an `Idempotency-Key`.',
  },
  idempotency_mismatch: {
    means: 'This `Idempotency-Key` was used for another request.',
    when: 'The same key came with another body or path within 24 hours.',
    remedy: 'Make a new key for every new intent, and keep it for repeats of that one alone.',
  },
  idempotency_in_progress: {
    means: 'The first request with this `Idempotency-Key` is not done yet.',
    when: 'A repeat was sent before the first answer came.',
    remedy: 'Wait a second and repeat with the same key: you will get the first answer.',
  },
  invalid_state: {
    means: 'The thing is not in a state in which this can be done.',
    when: 'A final invoice is edited, a revoked key rotated, an archived plan given a version.',
    remedy: 'Read its `status`; `detail` says what it is and what it cannot become.',
  },
  payment_failed: {
    means: 'The payment was tried and declined.',
    when: '`POST /invoices/{id}/pay` or a top-up, and the card’s bank or Stripe says no; `detail` says why. The invoice stays open.',
    remedy: 'The customer adds another card in the portal or pays by the invoice’s link; then try again.',
  },
  payload_too_large: {
    means: 'The body is too large.',
    when: 'More than 64 KB to verify, 1 MB to most of the API, 8 MB or 10,000 events to `/events`.',
    remedy: 'Send it in parts. Events keep their ids, so parts may overlap.',
  },
  unsupported_media_type: {
    means: 'The body is encoded in a way that is not taken.',
    when: '`Content-Encoding` is something else than gzip.',
    remedy: 'Send it plain or as gzip.',
  },
  validation_failed: {
    means: 'The JSON is fine, and breaks a rule.',
    when: 'A field is missing, unknown, out of range or does not fit another. `errors` names every broken field by `path`, with a [code of its own](#fields).',
    remedy: 'Correct the fields. Unknown ones are refused so that a misspelt one is not silently ignored.',
  },
  too_many_requests: {
    means: 'Too many requests of this kind.',
    when: 'For instance too many wrong passwords from one address.',
    remedy: 'Wait as many seconds as `Retry-After` says.',
  },
  headers_too_large: {
    means: 'The headers of the request are too large.',
    when: 'More than 16 KB of them, mostly cookies or a key in which something else was pasted.',
    remedy: 'Leave out what the API does not read.',
  },
  internal_error: {
    means: 'Something went wrong on our side.',
    when: 'Never, if all is well: it is a bug.',
    remedy: 'Quote the `requestId` to whoever runs this installation: it is in the log beside the cause.',
  },
  unavailable: {
    means: 'Something that we need cannot be reached.',
    when: 'The database is away, or the live counters are and the provider chose to deny. Nothing was counted.',
    remedy: 'Try again after `Retry-After` seconds, with the same ids and keys: nothing counts twice.',
  },
};
