import { unstable_rethrow } from 'next/navigation';
import type { ActiveMember } from '@/lib/auth';
import { requireMember } from '@/lib/auth/request';
import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { problemResponse } from './problem';

/** Short of what proxies take for an idle connection. */
const HEARTBEAT_MS = 15_000;
/** After this the browser comes back by itself, and who it is and what they may see is asked anew. */
const LIFE_MS = 5 * 60 * 1000;
/** A reader who has taken nothing for so long is gone, whatever its connection says. */
const STALLED_MS = 60_000;
/** Told to the browser: how long it waits before it comes back. */
const RETRY_MS = 1_000;
/** Messages that may wait in the connection before they are merged instead. */
const MOST_WAITING = 4;

interface StreamDeclaration<Item> {
  /** Begins; `onItem` is told what comes, `onEnd` that no more will. Answers what stops it. */
  open(member: ActiveMember, to: { onItem(item: Item): void; onEnd(): void }): Promise<() => void>;
  /** Two items that a slow reader gets as one; what it makes must not grow with their number. */
  merge(waiting: Item, next: Item): Item;
  /** What the browser is told; plain data. */
  render(member: ActiveMember, item: Item): Promise<object>;
}

/**
 * Server-sent events for a member of the dashboard, of the account that is open in it. Bounded for each reader: what
 * it is too slow for is merged. Nobody signed in is sent to sign in, which ends an EventSource.
 */
export function memberStream<Item>(declaration: StreamDeclaration<Item>): (r: Request) => Promise<Response> {
  return async (request) => {
    const requestId = newId('request', systemClock.now());
    try {
      const sender = new Sender(declaration, await requireMember());
      const body = await sender.start(request.signal);
      const headers = {
        'content-type': 'text/event-stream; charset=utf-8',
        // Neither compressed nor gathered on the way: it would come too late.
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
        'x-request-id': requestId,
      };
      return new Response(body, { headers });
    } catch (error) {
      unstable_rethrow(error);
      return problemResponse(error, requestId);
    }
  };
}

const encoder = new TextEncoder();

/** One open connection. */
class Sender<Item> {
  private controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  private waiting: Item | undefined;
  private isRendering = false;
  private takenAtMs = systemClock.tickingMs();
  private stop: (() => void) | undefined;
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly declaration: StreamDeclaration<Item>,
    private readonly member: ActiveMember,
  ) {}

  async start(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    this.stop = await this.declaration.open(this.member, {
      onItem: (item) => {
        this.waiting = this.waiting === undefined ? item : this.declaration.merge(this.waiting, item);
        void this.flush();
      },
      onEnd: () => this.end(),
    });
    signal.addEventListener('abort', () => this.end());
    if (signal.aborted) this.end();
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller;
          this.enqueue(`retry: ${RETRY_MS}\n\n`);
          this.timers.push(
            setInterval(() => this.beat(), HEARTBEAT_MS).unref(),
            setTimeout(() => this.end(), LIFE_MS).unref(),
          );
        },
        pull: () => {
          this.takenAtMs = systemClock.tickingMs();
          void this.flush();
        },
        cancel: () => this.end(),
      },
      new CountQueuingStrategy({ highWaterMark: MOST_WAITING }),
    );
  }

  private get hasRoom(): boolean {
    return (this.controller?.desiredSize ?? 0) > 0;
  }

  /** One at a time, so that messages keep their order. */
  private async flush(): Promise<void> {
    if (this.isRendering) return;
    this.isRendering = true;
    try {
      while (this.waiting !== undefined && this.hasRoom) {
        const item = this.waiting;
        this.waiting = undefined;
        const data = await this.declaration.render(this.member, item);
        this.enqueue(`data: ${JSON.stringify(data)}\n\n`);
      }
    } catch {
      // The database is away: the browser comes back when it can.
      this.end();
    } finally {
      this.isRendering = false;
    }
  }

  private beat(): void {
    if (this.hasRoom) this.enqueue(': \n\n');
    else if (systemClock.tickingMs() - this.takenAtMs > STALLED_MS) this.end();
  }

  private enqueue(text: string): void {
    this.controller?.enqueue(encoder.encode(text));
  }

  private end(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.stop?.();
    this.stop = undefined;
    this.waiting = undefined;
    const { controller } = this;
    this.controller = undefined;
    try {
      controller?.close();
    } catch {
      // It was closed from the other side.
    }
  }
}
