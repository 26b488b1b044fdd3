import { randomFillSync } from 'node:crypto';
import { fromBase32, ID_PREFIX, instantOfMs, toBase32 } from '@/lib/core/ids';

/**
 * The id of a counted call: `use_`, then in base 32 its instant (10 characters of milliseconds), its batch (12
 * characters, 60 bits) and its position in the batch (4 characters). It sorts by time and leads a settlement
 * straight to the row that holds the call. It names the call and is no secret: only its provider can use it.
 */
export interface CallLocation {
  occurredAt: Date;
  batchId: bigint;
  /** From zero. */
  position: number;
}

const PREFIX = `${ID_PREFIX.use}_`;
const TIME = 10;
/** A batch id is written as two halves of 30 bits, each exact in a double. */
const HALF = 6;
const POSITION = 4;
const LENGTH = PREFIX.length + TIME + 2 * HALF + POSITION;
const HALF_BITS = 30n;
const HALF_MASK = (1n << HALF_BITS) - 1n;

const ALL_BITS = (1n << (2n * HALF_BITS)) - 1n;
let lastBatchId: bigint | undefined;

/**
 * Each process counts on from a random beginning: no two meet in 60 bits, and PostgreSQL adds to its index of
 * batches at one place rather than everywhere.
 */
export function newBatchId(): bigint {
  lastBatchId ??= randomFillSync(new BigUint64Array(1))[0] as bigint;
  lastBatchId = (lastBatchId + 1n) & ALL_BITS;
  return lastBatchId;
}

/** The part of an id that all calls of a batch share. */
export function batchText(batchId: bigint): string {
  return toBase32(Number(batchId >> HALF_BITS), HALF) + toBase32(Number(batchId & HALF_MASK), HALF);
}

export function callId(occurredAtMs: number, batch: string, position: number): string {
  return PREFIX + toBase32(occurredAtMs, TIME) + batch + toBase32(position, POSITION);
}

/** Where the call of an id lies; null for text that is no such id. */
export function parseCallId(id: string): CallLocation | null {
  if (id.length !== LENGTH || !id.startsWith(PREFIX)) return null;
  const at = (start: number, width: number) =>
    fromBase32(id.slice(PREFIX.length + start, PREFIX.length + start + width));
  const [time, high, low] = [at(0, TIME), at(TIME, HALF), at(TIME + HALF, HALF)];
  const position = at(TIME + 2 * HALF, POSITION);
  if (time === null || high === null || low === null || position === null) return null;
  const occurredAt = instantOfMs(time);
  return occurredAt && { occurredAt, batchId: (BigInt(high) << HALF_BITS) | BigInt(low), position };
}
