import { single } from '@/lib/infra/runtime';
import { batchText, newBatchId } from './call-id';
import { BUCKET_MS, type CallEntry } from './entry';

/** Four characters of an id. */
const MAX_PLACES = 2 ** 20;

/** Calls that differ only in instant and quantity; a call of it is named by its place. */
interface OpenBatch {
  id: bigint;
  /** As the ids of its calls spell it. */
  text: string;
  places: number;
}

export interface Place {
  batch: OpenBatch;
  /** From zero. Places of calls that came to nothing stay empty. */
  place: number;
}

/**
 * Gives every call its place in a batch, and so its id, before it is stored. A batch is of one customer, meter, key,
 * endpoint and quarter of an hour, and stays open until what was committed is posted.
 */
export class OpenBatches {
  private open = new Map<string, OpenBatch>();

  placeOf(entry: CallEntry): Place {
    const bucket = Math.floor(entry.occurredAt.getTime() / BUCKET_MS);
    const name = `${entry.customerId} ${entry.keyId} ${bucket} ${entry.meter} ${entry.endpoint}`;
    let batch = this.open.get(name);
    if (!batch || batch.places === MAX_PLACES) {
      const id = newBatchId();
      batch = { id, text: batchText(id), places: 0 };
      this.open.set(name, batch);
    }
    return { batch, place: batch.places++ };
  }

  close(): void {
    this.open = new Map();
  }
}

export const openBatches = () => single('open-batches', () => new OpenBatches());
