import type { SettleRequest } from '../api-types';
import type { Tollgate } from '../client/tollgate';
import type { Report } from './report';

export type Settlement = SettleRequest['settlements'][number];

/** The most that one request takes. */
const MAX_BATCH = 1_000;

/**
 * Tells Tollgate how calls ended, many at a time. The first settlement of a call wins, so sending again is safe.
 * What a crash loses leaves the calls counted as verify counted them.
 */
export class Settler {
  private waiting: Settlement[] = [];
  private sending: Promise<void> | null = null;

  constructor(
    private readonly client: Tollgate,
    private readonly report: Report,
    private readonly maxWaiting: number,
  ) {}

  get size(): number {
    return this.waiting.length;
  }

  add(settlement: Settlement): void {
    if (this.waiting.length >= this.maxWaiting) {
      this.report.problem('settlements_dropped', new Error('More settlements wait than may be kept.'));
      return;
    }
    this.waiting.push(settlement);
    if (this.waiting.length >= MAX_BATCH) void this.flush();
  }

  /** Sends all that waits; what cannot be sent now waits on. */
  flush(): Promise<void> {
    this.sending ??= this.drain().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MAX_BATCH);
      try {
        await this.client.settle({ settlements: batch });
      } catch (error) {
        if (this.report.isHopeless(error)) this.report.problem('settlements_refused', error);
        else this.waiting.unshift(...batch);
        this.report.problem('settle_failed', error);
        return;
      }
    }
  }
}
