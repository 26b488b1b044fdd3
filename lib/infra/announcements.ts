import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type QueryConfig } from 'pg';
import { logger } from './logger';
import { HOT_PATIENCE_MS, KEEP_ALIVE } from './postgres';
import { runtime, single } from './runtime';

const ACCESS_CHANNEL = 'tollgate_access';
const BARRIER_CHANNEL = 'tollgate_barrier';
const REBUILD_CHANNEL = 'tollgate_rebuild';
const OUTBOX_CHANNEL = 'tollgate_outbox';

/** How long a change waits for its own announcement to come back before it clears everything instead. */
const BARRIER_PATIENCE_MS = 250;

/** Until it is connected again, changes made elsewhere are not heard: every so often costs nothing. */
const RECONNECT_EVERY_MS = 200;

/**
 * Announcements come over one connection in their order, so none is lost while it answers; how often it is asked,
 * and for how long it may be silent before it is taken for dead.
 */
const HEARTBEAT_EVERY_MS = 1_000;
const HEARTBEAT_PATIENCE_MS = 2_000;

/** Told which provider (and customer, when one is concerned) changed; `null` means "anything may have". */
export type ChangeListener = (change: { providerId: string; customerId: string | null } | null) => void;

/** Told which provider's live counters are to be forgotten. */
export type RebuildListener = (providerId: string) => void;

/** Told that something waits to be delivered, or may wait. */
export type OutboxListener = () => void;

/** Told what was said on a channel that a room of its own makes up. */
export type ChannelListener = (payload: string) => void;

/** What can stand after LISTEN without quotes. */
const CHANNEL = /^tollgate_[a-z0-9_]{1,54}$/;

/**
 * Changes to what decides a call, announced by triggers in the database to every process (LISTEN/NOTIFY).
 * One connection a process. While it is down announcements are lost, so its return tells every listener to
 * forget all it knows.
 */
class Announcements {
  private readonly listeners = new Set<ChangeListener>();
  private readonly rebuildListeners = new Set<RebuildListener>();
  private readonly outboxListeners = new Set<OutboxListener>();
  private readonly channels = new Map<string, Set<ChannelListener>>();
  private readonly waiting = new Map<string, () => void>();
  private client: Client | undefined;
  private connecting: Promise<void> | undefined;
  private closed = false;

  /** False while changes made elsewhere are not heard: nothing learned meanwhile is to be kept for long. */
  get isListening(): boolean {
    return this.client !== undefined;
  }

  subscribe(listener: ChangeListener): void {
    this.listeners.add(listener);
  }

  subscribeToRebuilds(listener: RebuildListener): void {
    this.rebuildListeners.add(listener);
  }

  /** Returns what ends it. */
  subscribeToOutbox(listener: OutboxListener): () => void {
    this.outboxListeners.add(listener);
    return () => this.outboxListeners.delete(listener);
  }

  /**
   * Hears a channel (`tollgate_…`) from now on; returns what ends it. What is said while the connection is down is
   * lost, and nobody is told that it was: for what is worth something at its moment only.
   */
  async hear(channel: string, listener: ChannelListener): Promise<() => void> {
    if (!CHANNEL.test(channel)) throw new Error(`${channel} is no name of a channel`);
    const known = this.channels.get(channel);
    const listeners = known ?? new Set();
    this.channels.set(channel, listeners.add(listener));
    if (!known) await this.client?.query(`LISTEN ${channel}`);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.channels.get(channel) !== listeners) return;
      this.channels.delete(channel);
      // Sent at once and in order: who hears the channel again meanwhile asks for it after this.
      void this.client?.query(`UNLISTEN ${channel}`).catch(() => undefined);
    };
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
    if (this.client) return;
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
    await this.connecting?.catch(() => undefined);
    await this.client?.end().catch(() => undefined);
  }

  private async open(): Promise<void> {
    const client = new Client({
      connectionString: runtime().databaseUrl,
      connectionTimeoutMillis: HOT_PATIENCE_MS,
      query_timeout: HOT_PATIENCE_MS,
      ...KEEP_ALIVE,
    });
    client.on('notification', ({ channel, payload }) => this.receive(channel, payload ?? ''));
    client.on('error', () => undefined);
    try {
      await client.connect();
      const own = [ACCESS_CHANNEL, BARRIER_CHANNEL, REBUILD_CHANNEL, OUTBOX_CHANNEL];
      await client.query([...own, ...this.channels.keys()].map((name) => `LISTEN ${name}`).join('; '));
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    // Only a connection that stood is replaced by its end; whoever asked for one that never did hears of it.
    client.once('end', () => void this.reconnect());
    this.tell(null);
    void this.watch(client);
  }

  /** Ends a connection that no longer answers, as a network that swallows everything leaves it. */
  private async watch(client: Client): Promise<void> {
    const sign: QueryConfig & { query_timeout: number } = {
      text: `LISTEN ${ACCESS_CHANNEL}`,
      query_timeout: HEARTBEAT_PATIENCE_MS,
    };
    while (this.client === client && !this.closed) {
      await sleep(HEARTBEAT_EVERY_MS, undefined, { ref: false });
      try {
        await client.query(sign);
      } catch {
        await client.end().catch(() => undefined);
        return;
      }
    }
  }

  private async reconnect(): Promise<void> {
    this.client = undefined;
    if (this.closed) return;
    this.tell(null);
    logger().warn('announcements: the connection broke');
    while (!this.closed) {
      try {
        return await this.connect();
      } catch {
        await sleep(RECONNECT_EVERY_MS);
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
    if (channel === OUTBOX_CHANNEL) {
      for (const listener of this.outboxListeners) listener();
      return;
    }
    const listeners = this.channels.get(channel);
    if (listeners) {
      for (const listener of listeners) listener(payload);
      return;
    }
    const [providerId = '', customerId] = payload.split(':');
    this.tell({ providerId, customerId: customerId ?? null });
  }

  private tell(change: Parameters<ChangeListener>[0]): void {
    for (const listener of this.listeners) listener(change);
    if (change === null) for (const listener of this.outboxListeners) listener();
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
