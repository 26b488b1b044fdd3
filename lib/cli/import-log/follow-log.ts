import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { type CustomerSource, emptyOutcome, Importer, type ImportLogOutcome, importLog } from './import-log';
import { type Position, TailFile } from './tail-file';

export interface FollowLogInput {
  path: string;
  meter: string;
  customerFrom: CustomerSource;
  /** Where the position is kept. */
  statePath: string;
  /** Ends the following; what was read by then is recorded. */
  signal: AbortSignal;
  /** How often to look for more. */
  pollMs: number;
  /** How long a file that was renamed is watched for the last lines of a server that has not let go of it. */
  lingerMs: number;
  /** Told after each look. */
  onProgress?(outcome: ImportLogOutcome): void;
}

/** Identical lines carry the same second: those that bear on the next line lie within this many bytes before it. */
const LOOK_BACK_BYTES = 4 * 1024 * 1024;

const positionSchema = z.object({
  inode: z.number(),
  offset: z.number(),
  head: z.string(),
  headBytes: z.number(),
});

/**
 * Records the requests of an access log as they are written, until it is told to stop. The position is saved after
 * the commit; ids come from what the lines say, as in `importLog`, so whatever is read again after a crash, or
 * imported whole later, counts once. Survives rotation by renaming and by copying and emptying, also while it does
 * not run.
 */
export async function followLog(ctx: Context, input: FollowLogInput): Promise<ImportLogOutcome> {
  const follower = new Follower(ctx, input);
  try {
    await follower.resume();
    for (;;) {
      const isOver = input.signal.aborted;
      await follower.look();
      input.onProgress?.(follower.outcome);
      if (isOver) return follower.outcome;
      await sleep(input.pollMs, undefined, { signal: input.signal }).catch(() => undefined);
    }
  } finally {
    await follower.close();
  }
}

class Follower {
  readonly outcome = emptyOutcome();
  private file: TailFile | null = null;
  private importer: Importer;
  private rotatedForMs = 0;

  constructor(
    private readonly ctx: Context,
    private readonly input: FollowLogInput,
  ) {
    this.importer = this.newImporter();
  }

  /** Takes up where the last run ended: in the same file, or in the one that it has been renamed to since. */
  async resume(): Promise<void> {
    const position = await this.savedPosition();
    if (!position) return;
    const current = await TailFile.open(this.input.path);
    if (current && (await current.isAt(position))) return this.takeUp(current, position);
    await current?.close();
    const older = await this.rotatedFiles();
    for (const { path, modifiedMs } of older) {
      const file = await TailFile.open(path);
      if (!file) continue;
      if (!(await file.isAt(position))) {
        await file.close();
        continue;
      }
      await this.takeUp(file, position);
      await this.readToEnd(true);
      await this.leave();
      // Those of the same instant too: to read one that was read before changes nothing.
      const others = older.filter((other) => other.path !== path && other.modifiedMs >= modifiedMs);
      for (const other of others) await this.importWhole(other.path);
      return;
    }
    // Packed or deleted meanwhile: what is there is read whole, and what was counted before is known by its ids.
    for (const { path } of older) await this.importWhole(path);
  }

  /** Reads what has been written, and goes over to the new file where the log was rotated. */
  async look(): Promise<void> {
    const { path, pollMs, lingerMs } = this.input;
    this.file ??= await TailFile.open(path);
    if (!this.file) return;
    if (await this.file.wasEmptied()) this.beginAnew(this.file);
    const hasMore = await this.readToEnd(false);
    const isCurrent = await stat(path).then(
      ({ ino }) => ino === this.file?.inode,
      () => false,
    );
    this.rotatedForMs = isCurrent || hasMore ? 0 : this.rotatedForMs + pollMs;
    if (this.rotatedForMs <= lingerMs) return;
    const next = await TailFile.open(path);
    if (!next) return;
    await this.readToEnd(true);
    await this.leave();
    this.file = next;
    await this.readToEnd(false);
  }

  async close(): Promise<void> {
    await this.file?.close();
  }

  private async readToEnd(isFinal: boolean): Promise<boolean> {
    const file = this.file as TailFile;
    let hasMore = false;
    for (;;) {
      const lines = await file.read(isFinal);
      if (lines.length === 0) return hasMore;
      hasMore = true;
      // Emptied and filled again since the last look: these lines are from the middle of something else.
      if (await file.wasEmptied()) {
        this.beginAnew(file);
        continue;
      }
      for (const line of lines) {
        this.importer.take(line);
        if (this.importer.isFull) await this.importer.flush();
      }
      await this.importer.flush();
      await this.save(await file.position());
    }
  }

  private beginAnew(file: TailFile): void {
    file.rewind();
    this.importer = this.newImporter();
  }

  private async takeUp(file: TailFile, position: Position): Promise<void> {
    this.file = file;
    file.offset = Math.max(0, position.offset - LOOK_BACK_BYTES);
    // From the middle of a line its rest is read as a line of its own, which bears on nothing.
    for (;;) {
      const lines = await file.read(false, position.offset);
      if (lines.length === 0) break;
      for (const { bytes } of lines) this.importer.remember(bytes);
    }
    file.offset = position.offset;
    await file.position();
  }

  private async leave(): Promise<void> {
    await this.file?.close();
    this.file = null;
    this.rotatedForMs = 0;
    this.importer = this.newImporter();
  }

  private newImporter(): Importer {
    const { meter, customerFrom } = this.input;
    return new Importer(this.ctx, { meter, customerFrom, dryRun: false }, this.outcome, 0);
  }

  private async importWhole(path: string): Promise<void> {
    const { meter, customerFrom } = this.input;
    const { lines, counted, duplicates, rejected, malformed, customersCreated } = await importLog(this.ctx, {
      path,
      meter,
      customerFrom,
      shiftToNow: false,
      dryRun: false,
    });
    const { outcome } = this;
    outcome.lines += lines;
    outcome.counted += counted;
    outcome.duplicates += duplicates;
    outcome.rejected += rejected;
    outcome.malformed += malformed;
    outcome.customersCreated += customersCreated;
  }

  /** Those that the log may have been renamed to, oldest first. */
  private async rotatedFiles(): Promise<{ path: string; modifiedMs: number }[]> {
    const folder = dirname(this.input.path);
    const prefix = basename(this.input.path);
    const names = await readdir(folder).catch(() => [] as string[]);
    const found = await Promise.all(
      names
        .filter(
          (name) =>
            name !== prefix && name.startsWith(`${prefix}`) && /^[.-]/.test(name.slice(prefix.length)),
        )
        .map(async (name) => ({
          path: join(folder, name),
          modifiedMs: (await stat(join(folder, name))).mtimeMs,
        })),
    );
    return found.sort((left, right) => left.modifiedMs - right.modifiedMs);
  }

  private async savedPosition(): Promise<Position | null> {
    try {
      return positionSchema.parse(JSON.parse(await readFile(this.input.statePath, 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  private async save(position: Position): Promise<void> {
    const { statePath } = this.input;
    await mkdir(dirname(statePath), { recursive: true });
    await writeFile(`${statePath}.new`, JSON.stringify(position));
    await rename(`${statePath}.new`, statePath);
  }
}
