/** Pure: what an error of Stripe's means for the call that met it. */
export type StripeFailure =
  /** The payer's bank said no. `isHard`: asking again with the same card cannot help. */
  | { kind: 'declined'; code: string; message: string; isHard: boolean; intentId: string | null }
  /** The call as it stands will never be done: it was refused before anything happened. */
  | { kind: 'refused'; code: string; message: string }
  /** Nobody knows whether it was done; the same call with the same key may be made again. */
  | { kind: 'unknown'; message: string };

/**
 * Codes after which the card networks, or reason, forbid another try with the same card
 * (https://docs.stripe.com/declines/codes). `authentication_required` needs the payer in person.
 */
const HARD = new Set([
  'account_closed',
  'authentication_required',
  'authentication_not_handled',
  'card_not_supported',
  'expired_card',
  'fraudulent',
  'highest_risk_level',
  'incorrect_number',
  'invalid_account',
  'invalid_number',
  'lost_card',
  'merchant_blacklist',
  'mobile_device_authentication_required',
  'no_payment_method',
  'payment_intent_mandate_invalid',
  'pickup_card',
  'restricted_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'security_violation',
  'stolen_card',
  'stop_payment_order',
  'transaction_not_allowed',
]);

export function isHardDecline(code: string): boolean {
  return HARD.has(code);
}

const REFUSED_STATUSES = new Set([400, 402, 404]);

export function classifyError(error: unknown): StripeFailure {
  const { type, code, decline_code, message, statusCode, payment_intent } = fieldsOf(error);
  const text = typeof message === 'string' ? message : 'Stripe did not answer.';
  if (type === 'StripeCardError') {
    const reason = String(decline_code ?? code ?? 'card_declined');
    const intentId = (payment_intent as { id?: unknown } | undefined)?.id;
    return {
      kind: 'declined',
      code: reason,
      message: text,
      isHard: isHardDecline(reason) || isHardDecline(String(code)),
      intentId: typeof intentId === 'string' ? intentId : null,
    };
  }
  const isRefused = type === 'StripeInvalidRequestError' && REFUSED_STATUSES.has(statusCode as number);
  if (isRefused && typeof code === 'string') return { kind: 'refused', code, message: text };
  if (isRefused) return { kind: 'refused', code: 'invalid_request', message: text };
  return { kind: 'unknown', message: text };
}

function fieldsOf(error: unknown): Record<string, unknown> {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
}
