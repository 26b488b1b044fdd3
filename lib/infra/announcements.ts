import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { logger } from './logger';
import { runtime, single } from './runtime';

const ACCESS_CHANNEL = 'tollgate_access';
const BARRIER_CHANNEL = 'tollgate_barrier';
const REBUILD_CHANNEL = 'tollgate_rebuild';

/** How long a change waits for its own announcement to come back before it clears everything instead. */
const BARRIER_PATIENCE_MS = 250;

/** Told which provider (and customer, when one is concerned) changed; `null` means "anything may have". */
export type ChangeListener = (change: { providerId: string; customerId: string | null } | null) => void;

/** Told which provider's live counters are to be forgotten. */
export type RebuildListener = (providerId: string) => void;

/**
 * Changes to what decides a call, announced by triggers in the database to every process (LISTEN/NOTIFY).
 * One connection a process. While it is down announcements are lost, so its return tells every listener to
 * forget all it knows.
 */
class Announcements {
  private readonly listeners = new Set<ChangeListener>();
  private readonly rebuildListeners = new Set<RebuildListener>();
  private readonly waiting = new Map<string, () => void>();
  private client: Client | undefined;
  private connecting: Promise<void> | undefined;
  private closed = false;

  subscribe(listener: ChangeListener): void {
    this.listeners.add(listener);
  }

  subscribeToRebuilds(listener: RebuildListener): void {
    this.rebuildListeners.add(listener);
  }

  /**
   * Tells every process, this one too, to forget a provider's live counters, so that the next calls load them
   * from the ledger. Returns when this process has been told.
   */
  async announceRebuild(providerId: string): Promise<void> {
    await runtime().pool.query('SELECT pg_notify($1, $2)', [REBUILD_CHANNEL, providerId]);
    await this.barrier();
  }

  async connect(): Promise<void> {
    this.connecting ??= this.open().finally(() => {
      this.connecting = undefined;
    });
    return this.connecting;
  }

  /**
   * Returns when every change committed before the call has reached this process's listeners: notifications
   * come in the order of their commits, so a marker sent now arrives after them.
   */
  async barrier(): Promise<void> {
    const marker = randomUUID();
    const arrived = new Promise<boolean>((resolve) => {
      this.waiting.set(marker, () => resolve(true));
    });
    try {
      await runtime().pool.query('SELECT pg_notify($1, $2)', [BARRIER_CHANNEL, marker]);
      const inTime = await Promise.race([arrived, sleep(BARRIER_PATIENCE_MS, false)]);
      if (!inTime) this.tell(null);
    } finally {
      this.waiting.delete(marker);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client?.end().catch(() => undefined);
  }

  private async open(): Promise<void> {
    const client = new Client({ connectionString: runtime().databaseUrl, keepAlive: true });
    client.on('notification', ({ channel, payload }) => this.receive(channel, payload ?? ''));
    client.on('error', () => undefined);
    client.once('end', () => {
      if (!this.closed) void this.reconnect();
    });
    await client.connect();
    await client.query(`LISTEN ${ACCESS_CHANNEL}; LISTEN ${BARRIER_CHANNEL}; LISTEN ${REBUILD_CHANNEL}`);
    this.client = client;
    this.tell(null);
  }

  private async reconnect(): Promise<void> {
    this.client = undefined;
    this.tell(null);
    for (let pauseMs = 50; !this.closed; pauseMs = Math.min(pauseMs * 2, 2_000)) {
      try {
        return await this.connect();
      } catch (error) {
        logger().warn({ err: error }, 'announcements: the database cannot be reached');
        await sleep(pauseMs);
      }
    }
  }

  private receive(channel: string, payload: string): void {
    if (channel === BARRIER_CHANNEL) {
      this.waiting.get(payload)?.();
      return;
    }
    if (channel === REBUILD_CHANNEL) {
      for (const listener of this.rebuildListeners) listener(payload);
      return;
    }
    const [providerId = '', customerId] = payload.split(':');
    this.tell({ providerId, customerId: customerId ?? null });
  }

  private tell(change: Parameters<ChangeListener>[0]): void {
    for (const listener of this.listeners) listener(change);
  }
}

/** This process's announcements. */
export function announcements(): Announcements {
  return single('announcements', () => {
    const made = new Announcements();
    runtime().closers.push(() => made.close());
    return made;
  });
}
