import { logger } from '@/lib/infra/logger';
import { runtime, single } from '@/lib/infra/runtime';
import { openBatches } from './open-batches';
import { postUsage, vacuumJournals } from './post-usage';

/**
 * How long commits gather before they are posted: what readers go through call by call is no more than that much,
 * and a customer's calls of that long are one row.
 */
const POST_AFTER_MS = 200;
/** After a failure, which is PostgreSQL's being away. */
const RETRY_AFTER_MS = 1_000;
/** PostgreSQL's own vacuum comes once a minute at most; by then a busy journal has as many dead rows as commits. */
const POSTINGS_BETWEEN_VACUUMS = 20;

/** Posts the journals a moment after something was committed to it. */
export class Poster {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private isNoted = false;
  private isStopped = false;
  private postings = 0;

  /** Something was committed. */
  note(afterMs = POST_AFTER_MS): void {
    this.isNoted = true;
    if (!this.timer && !this.working && !this.isStopped) {
      this.timer = setTimeout(() => this.post(), afterMs).unref();
    }
  }

  /** What is not posted stays in the journals, where every reader finds it. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  private post(): void {
    this.timer = undefined;
    this.isNoted = false;
    this.working = this.work().then((isPosted) => {
      this.working = undefined;
      if (!isPosted) this.note(RETRY_AFTER_MS);
      else if (this.isNoted) this.note();
    });
  }

  /** False where it failed. Nothing is lost: what is not posted waits in a journal for the next time. */
  private async work(): Promise<boolean> {
    openBatches().close();
    try {
      await postUsage();
      this.postings++;
      if (this.postings % POSTINGS_BETWEEN_VACUUMS === 0) await vacuumJournals();
      return true;
    } catch (error) {
      logger().warn({ err: error }, 'usage could not be posted');
      return false;
    }
  }
}

export function poster(): Poster {
  return single('poster', () => {
    const made = new Poster();
    runtime().closers.push(() => made.stop());
    return made;
  });
}
