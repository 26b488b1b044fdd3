import { TollgateError } from '../client/errors';

/** Told of what went wrong beside the host's requests; nothing of it reaches them. */
export type OnProblem = (kind: string, error: unknown) => void;

export class Report {
  constructor(private readonly onProblem: OnProblem | undefined) {}

  problem(kind: string, error: unknown): void {
    try {
      this.onProblem?.(kind, error);
    } catch {
      // The host's own handler failed; its requests must not.
    }
  }

  /** The host's hook, or the fallback where it throws. */
  attempt<T>(hook: () => T, fallback: T): T {
    try {
      return hook();
    } catch (error) {
      this.problem('hook_failed', error);
      return fallback;
    }
  }

  /** A refusal that the same request would get again. A wrong secret is not: it can be put right while we run. */
  isHopeless(error: unknown): boolean {
    return error instanceof TollgateError && [400, 413, 422].includes(error.status);
  }
}
