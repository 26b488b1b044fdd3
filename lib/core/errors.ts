/**
 * The closed list of error codes and the HTTP status of each (RFC 9457 problem documents carry both).
 * One table: a code without a status does not compile, and nothing else maps codes to statuses.
 */
export const ERROR_STATUS = {
  malformed: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  conflict: 409,
  already_exists: 409,
  idempotency_mismatch: 409,
  idempotency_in_progress: 409,
  invalid_state: 409,
  payment_failed: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  too_many_requests: 429,
  headers_too_large: 431,
  internal_error: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One broken rule of one field; `path` is written as a JavaScript access path: `prices[0].unitPrice`. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

const BRAND = Symbol.for('tollgate.AppError');

/**
 * The one error class that verbs throw. `message` is public and leaves in the problem's `detail`;
 * `cause` is for the log alone.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldError[];
  readonly retryAfterSeconds?: number;
  readonly [BRAND] = true;

  constructor(
    code: ErrorCode,
    message: string,
    options: { fields?: FieldError[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** True for an AppError of any copy of this module: the server's and Next's bundles each hold one. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && BRAND in error;
}

/** A single broken rule, named by field: what a verb throws when a valid body breaks a rule of the product. */
export function invalidField(path: string, code: string, message: string): AppError {
  return new AppError('validation_failed', message, { fields: [{ path, code, message }] });
}

/** Null where the work ends with this refusal; every other failure stays one. */
export async function orNull<T>(work: Promise<T>, code: ErrorCode = 'not_found'): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error) && error.code === code) return null;
    throw error;
  }
}

/** Another tenant's id answers exactly like a missing one. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `No such ${what}.`);
}
