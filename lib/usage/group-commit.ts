import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/core/errors';

/** More rows than this in one statement add latency and win no throughput. */
const MAX_BATCH_ROWS = 5_000;
/**
 * Commits under way at once. One is best for few rows: half of them at a time would cost PostgreSQL and this
 * process half as much again and answer nobody sooner. Where many wait, a second is computed while the first waits
 * for the disk. More would only wait for each other at the same rollup rows.
 */
const MAX_COMMITS = 2;
const ROWS_WORTH_A_SECOND = 256;
/** Rows that may wait; past it callers are told to come back rather than kept in memory. */
const MAX_BACKLOG_ROWS = 60_000;
/** Deadlocks and serialisation failures roll back whole, so the batch can simply go again. */
const MAX_ATTEMPTS = 5;

interface Waiting<Entry, Outcome> {
  entries: Entry[];
  resolve(outcomes: Outcome[]): void;
  reject(error: unknown): void;
}

/** Hears of every commit as it begins, of so many rows; the answer is called when it ended, whichever way. */
export type CommitWatch = (rows: number) => () => void;

/**
 * Group commit: while transactions are being written, everything that arrives gathers and goes together in the
 * next. An append returns only after the commit that holds it.
 */
export class GroupCommit<Entry, Outcome> {
  private queue: Waiting<Entry, Outcome>[] = [];
  /** Rows under way and waiting; and of those, waiting. */
  private backlogRows = 0;
  private waitingRows = 0;
  private underWay = 0;
  private idle: (() => void)[] = [];

  /**
   * @param write commits entries in one transaction and returns an outcome for each, in order
   * @param watch hears of every commit
   */
  constructor(
    private readonly write: (entries: Entry[]) => Promise<Outcome[]>,
    private readonly watch?: CommitWatch,
  ) {}

  /** Rows that wait or are under way. */
  get backlog(): number {
    return this.backlogRows;
  }

  /** @throws unavailable past the bounded backlog; whatever `write` throws */
  append(entries: Entry[]): Promise<Outcome[]> {
    if (entries.length === 0) return Promise.resolve([]);
    if (this.backlogRows > 0 && this.backlogRows + entries.length > MAX_BACKLOG_ROWS) {
      const message = 'More usage is arriving than the ledger can take; try again.';
      return Promise.reject(new AppError('unavailable', message, { retryAfterSeconds: 1 }));
    }
    this.backlogRows += entries.length;
    this.waitingRows += entries.length;
    return new Promise((resolve, reject) => {
      this.queue.push({ entries, resolve, reject });
      this.start();
    });
  }

  /** Resolves when everything appended so far is committed or refused. */
  async flushed(): Promise<void> {
    if (this.underWay > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private start(): void {
    if (this.underWay >= MAX_COMMITS) return;
    if (this.underWay > 0 && this.waitingRows < ROWS_WORTH_A_SECOND) return;
    this.underWay++;
    // Requests that arrived in the same turn of the event loop share the first commit too.
    setImmediate(() => void this.drain());
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) await this.commit(this.nextBatch());
    this.underWay--;
    if (this.underWay === 0) for (const resolve of this.idle.splice(0)) resolve();
  }

  private nextBatch(): Waiting<Entry, Outcome>[] {
    let rows = 0;
    let count = 0;
    for (const { entries } of this.queue) {
      if (count > 0 && rows + entries.length > MAX_BATCH_ROWS) break;
      rows += entries.length;
      count++;
    }
    this.waitingRows -= rows;
    return this.queue.splice(0, count);
  }

  private async commit(batch: Waiting<Entry, Outcome>[]): Promise<void> {
    const entries =
      batch.length === 1 ? (batch[0] as Waiting<Entry, Outcome>).entries : batch.flatMap((w) => w.entries);
    const ended = this.watch?.(entries.length);
    try {
      const outcomes = await this.writeSurely(entries);
      let offset = 0;
      for (const waiting of batch) {
        const end = offset + waiting.entries.length;
        waiting.resolve(outcomes.slice(offset, end));
        offset = end;
      }
    } catch (error) {
      await this.refuse(batch, error);
    } finally {
      this.backlogRows -= entries.length;
      ended?.();
    }
  }

  /** One caller's impossible row must not cost its neighbours their calls: what failed together goes alone. */
  private async refuse(batch: Waiting<Entry, Outcome>[], error: unknown): Promise<void> {
    if (batch.length === 1 || !isDataError(error)) {
      for (const waiting of batch) waiting.reject(error);
      return;
    }
    for (const waiting of batch) {
      await this.writeSurely(waiting.entries).then(waiting.resolve, waiting.reject);
    }
  }

  private async writeSurely(entries: Entry[]): Promise<Outcome[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.write(entries);
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !isRolledBack(error)) throw error;
        await sleep(attempt * 5);
      }
    }
  }
}

const sqlState = (error: unknown) => (error as { code?: string } | null)?.code ?? '';

/** 40001 serialisation failure, 40P01 deadlock: certainly not committed. */
function isRolledBack(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(error));
}

/** Class 22: a value that PostgreSQL cannot hold; class 23: a constraint. */
function isDataError(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error));
}
