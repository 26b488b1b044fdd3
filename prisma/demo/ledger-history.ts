import type { ProviderId } from '@/lib/core/context';
import { type EventEntry, eventWriter } from '@/lib/usage';
import type { DemoUse } from './traffic';

/** One statement's worth of rows. */
const BATCH = 5_000;
/** Usage is reported a moment after it happened. */
const REPORTED_AFTER_MS = 1_500;

/** Whose usage it is. */
export interface UseOwner {
  providerId: ProviderId;
  customerId: string;
  keyId: string;
}

/** Writes a customer's past into the ledger, in large batches. What is there already counts once. */
export async function writeHistory(owner: UseOwner, uses: Iterable<DemoUse>): Promise<void> {
  let batch: EventEntry[] = [];
  let written: Promise<unknown> = Promise.resolve();
  for (const use of uses) {
    const receivedAt = new Date(use.occurredAt.getTime() + REPORTED_AFTER_MS);
    batch.push({ ...owner, ...use, receivedAt, properties: null });
    if (batch.length < BATCH) continue;
    // The next batch is made while this one is being written.
    await written;
    written = eventWriter().append(batch);
    batch = [];
  }
  await written;
  await eventWriter().append(batch);
}
