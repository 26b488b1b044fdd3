/** The 15-minute buckets of the rollup: every time zone's midnight falls on one's start. */
export const BUCKET_MS = 15 * 60 * 1000;

/** A call that verify decided, on its way into the ledger. */
export interface CallEntry {
  providerId: string;
  customerId: string;
  meter: string;
  occurredAt: Date;
  /** Exact decimal string. */
  quantity: string;
  endpoint: string;
  keyId: string;
  /** False for a denied call, of which only the answer is kept. */
  isCounted: boolean;
  /** Set when the caller gave an idempotency key: the first answer is kept, and only the first call counts. */
  idempotency: { key: string; answerOf(id: string | null): string } | null;
}

/** An event that already happened. Its id is the caller's; it is claimed and counts once. */
export interface EventEntry {
  providerId: string;
  customerId: string;
  eventId: string;
  meter: string;
  occurredAt: Date;
  receivedAt: Date;
  /** Exact decimal string. */
  quantity: string;
  endpoint: string;
  keyId: string;
  /** HTTP status that the call ended with; 0 while unknown. */
  status: number;
  latencyMs: number | null;
  properties: Record<string, string | number | boolean> | null;
}
