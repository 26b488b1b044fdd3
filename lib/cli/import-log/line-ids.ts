import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/**
 * How many different lines are remembered. Identical lines carry the same second, so they lie close together;
 * the memory that they are told apart by need not grow with the file.
 */
const REMEMBERED_LINES = 200_000;

/**
 * Gives each line of a log the id of its event: what the line says, and which of the identical lines it is.
 * Nothing of the file goes into it, neither its name nor the line's number nor a shift in time: so a file read
 * twice, and the overlap of two rotated files, count once, while two identical lines in one file are two
 * requests. Files are read one at a time, each with a `LineIds` of its own; where a rotation falls between two
 * identical lines the second one is taken for the first again: rather one call too few than one billed twice.
 */
export class LineIds {
  private readonly seen = new LRUCache<string, number>({ max: REMEMBERED_LINES });

  constructor(private readonly meter: string) {}

  idOf(line: Uint8Array): string {
    const hash = createHash('sha256').update(`${this.meter}\n`).update(line).digest('base64url').slice(0, 27);
    const occurrence = (this.seen.get(hash) ?? 0) + 1;
    this.seen.set(hash, occurrence);
    return `log_${hash}_${occurrence}`;
  }
}
