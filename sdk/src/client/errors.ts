/** One broken rule of one field of a request. */
export interface FieldProblem {
  path: string;
  code: string;
  message: string;
}

/** What Tollgate answers when it refuses (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId?: string;
  errors?: FieldProblem[];
}

/** A request that Tollgate refused: every field of its problem document. */
export class TollgateError extends Error {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Quote it to report a problem. */
  readonly requestId: string | null;
  /** The fields that broke a rule. */
  readonly errors: FieldProblem[];
  /** What `Retry-After` asked for. */
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem, retryAfterSeconds: number | null = null) {
    super(problem.detail);
    this.name = 'TollgateError';
    this.type = problem.type;
    this.title = problem.title;
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.requestId = problem.requestId ?? null;
    this.errors = problem.errors ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer: the connection failed, or none came in time. Whether the request took effect is unknown. */
export class TollgateConnectionError extends Error {
  readonly isTimeout: boolean;

  constructor(message: string, options: { cause?: unknown; isTimeout?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.name = 'TollgateConnectionError';
    this.isTimeout = options.isTimeout ?? false;
  }
}
