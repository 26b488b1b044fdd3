import { createHmac } from 'node:crypto';
import type Stripe from 'stripe';
import type { Delivery } from './kinds';
import { API_VERSION } from './parameters/check';
import { type EventDraft, newId, PLATFORM } from './scope';
import type { Store } from './store';

/** Stripe waits minutes to hours between attempts; a simulation is more useful when it does not. */
const RETRY_AFTER_MS = [200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000];
const ANSWER_WITHIN_MS = 20_000;
const AT_ONCE = 8;

/** What happens to deliveries on their way; shares are from 0 to 1, and the same seed gives the same fate. */
export interface Weather {
  drop: number;
  duplicate: number;
  /** Each delivery waits a random time up to this. */
  delayMs: number;
  /** Keeps everything back until it is flushed. */
  hold: boolean;
}

export const FAIR: Weather = { drop: 0, duplicate: 0, delayMs: 0, hold: false };

/** `Stripe-Signature` of a body: HMAC-SHA256 with the secret as it stands, `whsec_` included. */
export function signatureHeader(payload: string, secret: string, seconds: number): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${payload}`, 'utf8').digest('hex');
  return `t=${seconds},v1=${signature}`;
}

interface Options {
  store: Store;
  now(): number;
  url: string | null;
  secret: string;
}

/** Records events and brings each to the receiver until it answers 2xx. */
export class Webhooks {
  weather: Weather = { ...FAIR };
  url: string | null;
  secret: string;
  private random = seeded(1);
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly waiting: Delivery[] = [];
  private readonly idleListeners: (() => void)[] = [];
  /** How many at once; one by one while an order matters. */
  private lanes = AT_ONCE;
  private sending = 0;
  private isClosed = false;

  constructor(private readonly options: Options) {
    this.url = options.url;
    this.secret = options.secret;
  }

  /** Sends what an earlier process left behind. */
  resume(): void {
    for (const delivery of this.pending().reverse()) if (!delivery.isHeld) this.send(delivery);
  }

  record({ account, type, object, previous, cause }: EventDraft): void {
    const { store } = this.options;
    const event = {
      id: newId('evt'),
      object: 'event' as const,
      ...(account !== PLATFORM && { account }),
      api_version: API_VERSION,
      created: this.options.now(),
      data: { object: structuredClone(object), ...(previous && { previous_attributes: previous }) },
      livemode: false,
      pending_webhooks: 1,
      request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
      type,
    } as Stripe.Event;
    store.save(account, 'event', event);
    this.queue(event);
  }

  /** A new delivery of an event, whatever became of earlier ones: lost, sent, sent twice, now or later. */
  queue(event: Stripe.Event): void {
    const { hold, drop, duplicate, delayMs } = this.weather;
    const payload = JSON.stringify(event, null, 2);
    const make = () => this.keep({ id: newId('dlv'), eventId: event.id, payload, attempts: 0, isHeld: hold });
    const delivery = make();
    if (this.random() < drop) {
      this.forget(delivery);
      return;
    }
    const deliveries = this.random() < duplicate ? [delivery, make()] : [delivery];
    if (hold) return;
    for (const one of deliveries) this.after(Math.floor(this.random() * delayMs), () => this.send(one));
  }

  /** Lets go of what is held, in an order of the caller's choice. */
  flush(order: 'given' | 'reverse' | 'shuffle'): number {
    const held = this.pending()
      .reverse()
      .filter(({ isHeld }) => isHeld);
    if (order === 'reverse') held.reverse();
    if (order === 'shuffle') held.sort(() => this.random() - 0.5);
    this.lanes = 1;
    for (const delivery of held) this.send(this.keep({ ...delivery, isHeld: false }));
    return held.length;
  }

  /** Forgets what is held: lost on the way. */
  dropHeld(): number {
    const held = this.pending().filter(({ isHeld }) => isHeld);
    for (const delivery of held) this.forget(delivery);
    return held.length;
  }

  setWeather(weather: Partial<Weather>, seed?: number): void {
    this.weather = { ...this.weather, ...weather };
    if (seed !== undefined) this.random = seeded(seed);
  }

  /** Newest first. */
  pending(): Delivery[] {
    return this.options.store.all(PLATFORM, 'delivery');
  }

  /** Resolves once nothing is on its way; what is held does not count. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.idleListeners.push(resolve);
      this.tellIdle();
    });
  }

  forgetAll(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.waiting.length = 0;
    this.weather = { ...FAIR };
  }

  close(): void {
    this.isClosed = true;
    this.forgetAll();
  }

  private send(delivery: Delivery): void {
    this.waiting.push(delivery);
    this.next();
  }

  private next(): void {
    while (!this.isClosed && this.url && this.sending < this.lanes && this.waiting.length > 0) {
      this.sending += 1;
      void this.attempt(this.waiting.shift() as Delivery).finally(() => {
        this.sending -= 1;
        if (this.waiting.length === 0) this.lanes = AT_ONCE;
        this.next();
        this.tellIdle();
      });
    }
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const isTaken = await this.post(delivery.payload);
    if (this.isClosed) return;
    if (isTaken) return this.forget(delivery);
    const wait = RETRY_AFTER_MS[delivery.attempts];
    if (wait === undefined) return this.forget(delivery);
    const again = this.keep({ ...delivery, attempts: delivery.attempts + 1 });
    this.after(wait, () => this.send(again));
  }

  private async post(payload: string): Promise<boolean> {
    const seconds = Math.floor(Date.now() / 1000);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signatureHeader(payload, this.secret, seconds),
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks; simulated)',
    };
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    try {
      const request = { method: 'POST', headers, body: payload, signal, redirect: 'manual' as const };
      const response = await fetch(this.url as string, request);
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }

  private keep(delivery: Delivery): Delivery {
    this.options.store.save(PLATFORM, 'delivery', delivery);
    this.options.store.commit();
    return delivery;
  }

  /** Delivered, lost or given up. */
  private forget({ id, payload, eventId }: Delivery): void {
    const { store } = this.options;
    store.remove(PLATFORM, 'delivery', id);
    const { account = PLATFORM } = JSON.parse(payload) as Stripe.Event;
    const event = store.find(account, 'event', eventId);
    if (event) store.save(account, 'event', { ...event, pending_webhooks: 0 });
    store.commit();
  }

  private after(ms: number, run: () => void): void {
    if (ms <= 0) {
      run();
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, ms);
    this.timers.add(timer);
  }

  private tellIdle(): void {
    const isIdle = this.sending === 0 && this.timers.size === 0 && (this.waiting.length === 0 || !this.url);
    if (isIdle) for (const tell of this.idleListeners.splice(0)) tell();
  }
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
