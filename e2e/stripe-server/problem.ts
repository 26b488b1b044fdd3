/** The fields of an error as Stripe sends them, besides its type and message. */
export interface ProblemDetails {
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  advice_code?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
  setup_intent?: unknown;
}

type ProblemType =
  | 'api_error'
  | 'card_error'
  | 'idempotency_error'
  | 'invalid_request_error'
  | 'rate_limit_error';

/** An answer in Stripe's error shape. */
export class StripeProblem extends Error {
  constructor(
    readonly status: number,
    readonly type: ProblemType,
    message: string,
    readonly details: ProblemDetails = {},
  ) {
    super(message);
  }

  /** `{ error: … }`; Stripe links its documentation to every code. */
  body(): { error: Record<string, unknown> } {
    const { code } = this.details;
    const docUrl = code && `https://docs.stripe.com/error-codes#${code.replaceAll('_', '-')}`;
    const error = { ...this.details, doc_url: docUrl, message: this.message, type: this.type };
    return { error: Object.fromEntries(Object.entries(error).filter(([, value]) => value !== undefined)) };
  }
}

/** 400: the request makes no sense as it is. */
export function invalid(message: string, details: ProblemDetails = {}): StripeProblem {
  return new StripeProblem(400, 'invalid_request_error', message, details);
}

/** Stripe answers 404 when the id is in the path, 400 when it is a parameter. */
export function missing(noun: string, id: string, param?: string): StripeProblem {
  return new StripeProblem(param ? 400 : 404, 'invalid_request_error', `No such ${noun}: '${id}'`, {
    code: 'resource_missing',
    param: param ?? 'id',
  });
}

/** An error of OAuth's own shape (RFC 6749, section 5.2), which Stripe uses under /oauth. */
export class OAuthProblem extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    description: string,
  ) {
    super(description);
  }

  body(): Record<string, unknown> {
    return { error: this.error, error_description: this.message };
  }
}
