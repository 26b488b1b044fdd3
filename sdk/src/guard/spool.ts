/** A call that went ahead, or was refused, without Tollgate's word; told later. */
export interface SpooledCall {
  /** Ours; the event's id, or the verify's idempotency key. It is what makes the call count once. */
  id: string;
  key?: string;
  customer?: string;
  meter: string;
  /** What verify was asked for. */
  asked: string;
  /** What the call cost in the end; "0" where it was refused after all. */
  cost: string;
  /** RFC 3339. */
  at: string;
  endpoint: string;
  status: number;
  latencyMs: number;
  /** True when a verify was sent and its answer lost: it may have been counted. */
  isUncertain: boolean;
}

/** Where calls wait while Tollgate is away. */
export interface Spool {
  readonly size: number;
  /** False when it is full. */
  add(call: SpooledCall): boolean;
  /** The oldest ones; they stay until they are removed. */
  peek(count: number): SpooledCall[];
  remove(calls: SpooledCall[]): void;
  close(): Promise<void>;
}

/** Keeps calls in memory: what waits is lost with the process. */
export class MemorySpool implements Spool {
  private readonly calls = new Set<SpooledCall>();

  constructor(private readonly maxCalls: number) {}

  get size(): number {
    return this.calls.size;
  }

  add(call: SpooledCall): boolean {
    if (this.calls.size >= this.maxCalls) return false;
    this.calls.add(call);
    return true;
  }

  peek(count: number): SpooledCall[] {
    const oldest: SpooledCall[] = [];
    for (const call of this.calls) {
      if (oldest.length >= count) break;
      oldest.push(call);
    }
    return oldest;
  }

  remove(calls: SpooledCall[]): void {
    for (const call of calls) this.calls.delete(call);
  }

  async close(): Promise<void> {}
}
