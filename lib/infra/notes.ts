import { logger } from '@/lib/infra/logger';
import { runtime, single } from '@/lib/infra/runtime';

/**
 * Notes about calls that are worth keeping but not worth a write each: merged in memory by name and written
 * together after a while. What a crash loses is a few seconds of statistics, never a bill.
 */
export class Notes<Note> {
  private pending = new Map<string, Note>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: { everyMs: number; write: (notes: Note[]) => Promise<unknown> }) {}

  /** How many wait to be written. */
  get size(): number {
    return this.pending.size;
  }

  /** @param merge makes the note from what is pending under the same name, if anything is */
  note(name: string, merge: (pending: Note | undefined) => Note): void {
    this.pending.set(name, merge(this.pending.get(name)));
    this.timer ??= setTimeout(() => void this.flush(), this.options.everyMs).unref();
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const notes = [...this.pending.values()];
    if (notes.length === 0) return;
    this.pending = new Map();
    try {
      await this.options.write(notes);
    } catch (error) {
      logger().warn({ err: error }, 'notes about the last calls were not written');
    }
  }
}

/** This process's notes of one kind; what is pending is written when the process ends. */
export function notesOf<Note>(
  kind: string,
  options: { everyMs: number; write: (notes: Note[]) => Promise<unknown> },
): Notes<Note> {
  return single(`notes-${kind}`, () => {
    const notes = new Notes<Note>(options);
    runtime().closers.push(() => notes.flush());
    return notes;
  });
}
