import { StripeProblem } from './problem';

/**
 * What goes wrong with a call. Before it takes effect: `rate-limit` (429), `error-before` (500), `slow` (waits
 * `ms`, its idempotency key taken). After: `timeout` (no answer at all), `disconnect`, `error-after` (500).
 * `not-found` and `blank-error` answer 404 and 500 with JSON that has no `error`, as a proxy in front might.
 */
export const FAULT_KINDS = [
  'rate-limit',
  'error-before',
  'slow',
  'timeout',
  'disconnect',
  'error-after',
  'not-found',
  'blank-error',
] as const;

export interface Fault {
  kind: (typeof FAULT_KINDS)[number];
  /** `POST /v1/payment_intents`, as in parameters/operations.ts; every call when absent. */
  operation?: string | undefined;
  /** How many calls. */
  times: number;
  ms: number;
}

/** The faults that are still to happen, first come first served. */
export class Faults {
  private planned: Fault[] = [];

  plan(fault: Fault): void {
    this.planned.push({ ...fault });
  }

  clear(): void {
    this.planned = [];
  }

  /** The fault of this call, if it has one. */
  take(operation: string): Fault | null {
    const fault = this.planned.find(
      (planned) => planned.operation === undefined || planned.operation === operation,
    );
    if (!fault) return null;
    fault.times -= 1;
    if (fault.times <= 0) this.planned = this.planned.filter((planned) => planned !== fault);
    return fault;
  }
}

/** The error of a fault that happens before the call takes effect. */
export function errorBefore({ kind }: Fault): StripeProblem | null {
  if (kind === 'rate-limit') {
    return new StripeProblem(
      429,
      'invalid_request_error',
      'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
      { code: 'rate_limit' },
    );
  }
  return kind === 'error-before' ? serverError() : null;
}

export const serverError = () =>
  new StripeProblem(500, 'api_error', 'An unknown error occurred (simulated by the control endpoint).');
