import { systemClock } from '@/lib/core/clock';
import { logger } from '@/lib/infra/logger';
import { deliver } from './deliver';
import { type ClaimedDelivery, claimDeliveries } from './delivery-store';
import type { SendOptions } from './send-request';

/** Longer than an attempt can last: who holds a delivery past it has died. */
const LEASE_MS = 60_000;
const AT_ONCE = 16;
/** Of one endpoint, so that one that is slow leaves the others their places. */
const PER_ENDPOINT = 2;

/** This process's deliveries under way. */
export class Deliveries {
  private readonly running = new Map<ClaimedDelivery, Promise<void>>();

  /** @param freed told whenever a place is free again */
  constructor(
    private readonly freed: () => void = () => undefined,
    private readonly options: Partial<SendOptions> = {},
  ) {}

  /** Begins what is due and has a place; true when anything was. Does not wait for the answers. */
  async begin(): Promise<boolean> {
    const limit = AT_ONCE - this.running.size;
    if (limit <= 0) return false;
    const now = systemClock.now();
    const claimed = await claimDeliveries({
      now,
      leaseEnd: new Date(now.getTime() + LEASE_MS),
      busyEndpoints: this.busyEndpoints(),
      perEndpoint: PER_ENDPOINT,
      limit,
    });
    for (const delivery of claimed) this.start(delivery);
    return claimed.length > 0;
  }

  /** Waits for the attempts under way. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  private busyEndpoints(): string[] {
    const counts = new Map<string, number>();
    for (const { endpoint_id: id } of this.running.keys()) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= PER_ENDPOINT).map(([id]) => id);
  }

  private start(delivery: ClaimedDelivery): void {
    const running = deliver(delivery, this.options)
      .catch((error) => logger().error({ err: error, delivery: delivery.id }, 'a delivery was not settled'))
      .finally(() => {
        this.running.delete(delivery);
        this.freed();
      });
    this.running.set(delivery, running);
  }
}

/** Attempts everything that is due, and returns when every attempt has been settled. */
export async function deliverDue(options: Partial<SendOptions> = {}): Promise<void> {
  const deliveries = new Deliveries(undefined, options);
  while (await deliveries.begin()) await deliveries.settled();
}
