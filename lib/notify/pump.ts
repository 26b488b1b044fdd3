import { logger } from '@/lib/infra/logger';

/** After a failure of its own (the database is away), a pump rests before it tries again. */
const REST_MS = 2_000;

/**
 * Does a step again and again while it finds something to do, then waits to be woken, or for `idleMs`: being woken
 * is quick, looking now and then makes sure.
 */
export class Pump {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isWoken = false;
  private isStopped = false;

  constructor(
    private readonly name: string,
    private readonly idleMs: number,
    private readonly step: () => Promise<boolean>,
  ) {}

  wake(): void {
    this.isWoken = true;
    if (this.isStopped || this.running) return;
    clearTimeout(this.timer);
    this.running = this.run().finally(() => {
      this.running = undefined;
      if (this.isStopped) return;
      this.timer = setTimeout(() => this.wake(), this.isWoken ? 0 : this.idleMs).unref();
    });
  }

  /** Returns when the step in hand is done. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      while (this.isWoken && !this.isStopped) {
        this.isWoken = false;
        while (!this.isStopped && (await this.step()));
      }
    } catch (error) {
      logger().warn({ err: error }, `${this.name}: tried again in a moment`);
      this.isWoken = false;
      await new Promise((rested) => setTimeout(rested, REST_MS).unref());
    }
  }
}
