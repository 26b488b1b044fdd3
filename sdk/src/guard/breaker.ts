import { clock } from '../clock';

/**
 * Stops asking a service that does not answer: after some failures in a row nothing is sent for a while, then one
 * call tries for all.
 */
export class Breaker {
  private failures = 0;
  private opensAgainAtMs = 0;

  constructor(private readonly options: { failures: number; openMs: number }) {}

  /** Whether to send; of the callers that come while it is open, one after each pause is let through. */
  admits(): boolean {
    if (this.failures < this.options.failures) return true;
    const nowMs = clock.tickingMs();
    if (nowMs < this.opensAgainAtMs) return false;
    this.opensAgainAtMs = nowMs + this.options.openMs;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures++;
    if (this.failures >= this.options.failures) this.opensAgainAtMs = clock.tickingMs() + this.options.openMs;
  }
}
