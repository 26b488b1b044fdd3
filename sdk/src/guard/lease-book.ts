import type { LeaseResponse } from '../api-types';
import type { Tollgate } from '../client/tollgate';
import { clock } from '../clock';
import { type Asked, nameOf } from './asked';
import { HeldLease } from './held-lease';
import type { Report } from './report';

export interface LeaseOptions {
  /** Calls that one lease holds at most; it is also what may be used beyond a limit at most. Default 500. */
  calls?: number;
  /** How long a lease lasts; a revoked key goes on no longer than this. From 1 to 60, default 5. */
  seconds?: number;
}

/** The next lease is asked for when so much of this one is used, or so little of its time is left. */
const RENEW_AT_SHARE = 0.7;
const RENEW_BEFORE_MS = 1_000;
/** A refusal is remembered for a moment, so that a client that hammers does not make us hammer. */
const REFUSED_FOR_MS = 1_000;
const SMALLEST = 10;
const MAX_USES = 5_000;
const MAX_ROUNDS = 20;

interface Bucket {
  lease: HeldLease | null;
  next: HeldLease | null;
  asking: Promise<LeaseResponse | null> | null;
  /** Grows while leases are used up early, shrinks while they end unused. */
  size: number;
  refusal: { answer: LeaseResponse; untilMs: number } | null;
}

/** The leases of this process, by caller, meter and scopes. */
export class LeaseBook {
  private readonly buckets = new Map<string, Bucket>();
  private readonly open = new Set<HeldLease>();
  private reporting: Promise<void> | null = null;

  constructor(
    private readonly client: Tollgate,
    private readonly report: Report,
    private readonly options: { calls: number; seconds: number; timeoutMs: number },
  ) {}

  /** Takes the call out of a lease, if there is one with room: in one go, for others look at the same time. */
  take(asked: Asked, units: number): HeldLease | null {
    const bucket = this.buckets.get(bucketOf(asked));
    if (!bucket?.lease) return null;
    const nowMs = clock.tickingMs();
    if (!bucket.lease.fits(units, nowMs) && !this.turnOver(bucket, units, nowMs)) return null;
    const { lease } = bucket;
    const isRunningOut = lease.usedShare >= RENEW_AT_SHARE || lease.endsAtMs - nowMs < RENEW_BEFORE_MS;
    if (isRunningOut && !bucket.next && !bucket.asking) this.ask(bucket, asked);
    lease.take(units);
    return lease;
  }

  /**
   * Asks for a lease and takes the call out of it. The answer may be a refusal; null means that the call should be verified by itself: Tollgate
   * is away, leases are not for this caller, or the call is too large for one.
   */
  async obtain(asked: Asked, units: number): Promise<HeldLease | LeaseResponse | null> {
    const name = bucketOf(asked);
    const bucket = this.buckets.get(name) ?? newBucket(this.options.calls);
    this.buckets.set(name, bucket);
    if (bucket.refusal && clock.tickingMs() < bucket.refusal.untilMs) {
      return bucket.refusal.answer.code === 'not_leasable' ? null : bucket.refusal.answer;
    }
    // Of many who wait for one lease, some may find it used up and wait for the next.
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const answer = await (bucket.asking ?? this.ask(bucket, asked));
      if (!answer || answer.code === 'not_leasable') return null;
      const taken = this.take(asked, units);
      if (taken) return taken;
      if (!answer.allowed) return answer;
    }
    return null;
  }

  get size(): number {
    return this.open.size;
  }

  /** Tells Tollgate of the uses, and gives back what has ended. */
  flush(): Promise<void> {
    this.reporting ??= this.tell().finally(() => {
      this.reporting = null;
    });
    return this.reporting;
  }

  /** Gives everything back; calls under way are told when they end, by another flush. */
  retireAll(): void {
    for (const lease of this.open) lease.retire();
    this.buckets.clear();
  }

  /** Puts the next lease in the place of one that is over. */
  private turnOver(bucket: Bucket, units: number, nowMs: number): bucket is Bucket & { lease: HeldLease } {
    const { lease, next } = bucket;
    if (lease?.isOver) {
      this.resize(bucket, lease);
      lease.retire();
      bucket.lease = null;
    }
    if (!next) return false;
    // One that has too few units for this call has enough for smaller ones; it is given back with the rest.
    bucket.lease?.retire();
    bucket.lease = next;
    bucket.next = null;
    return next.fits(units, nowMs);
  }

  private resize(bucket: Bucket, lease: HeldLease): void {
    const wasShort = lease.callsLeft <= 0;
    if (wasShort) bucket.size = Math.min(this.options.calls, bucket.size * 2);
    else if (lease.usedShare < 0.25)
      bucket.size = Math.max(Math.min(SMALLEST, this.options.calls), Math.ceil(bucket.size / 2));
  }

  private ask(bucket: Bucket, asked: Asked): Promise<LeaseResponse | null> {
    bucket.asking = this.request(bucket, asked).finally(() => {
      bucket.asking = null;
    });
    return bucket.asking;
  }

  private async request(
    bucket: Bucket,
    { who, meter, cost, scopes, call }: Asked,
  ): Promise<LeaseResponse | null> {
    const askedAtMs = clock.tickingMs();
    try {
      const body = { ...who, meter, cost, calls: bucket.size, seconds: this.options.seconds };
      const answer = await this.client.leases.grant(
        { ...body, ...(call.ip && { ip: call.ip }), ...(scopes.length > 0 && { scopes }) },
        { timeoutMs: this.options.timeoutMs, maxRetries: 0 },
      );
      if (!answer.allowed) {
        bucket.refusal = { answer, untilMs: clock.tickingMs() + REFUSED_FOR_MS };
        return answer;
      }
      bucket.refusal = null;
      const lease = new HeldLease(answer, askedAtMs);
      this.open.add(lease);
      if (bucket.lease && !bucket.lease.isOver) bucket.next = lease;
      else this.replace(bucket, lease);
      return answer;
    } catch (error) {
      this.report.problem('lease_failed', error);
      return null;
    }
  }

  private replace(bucket: Bucket, lease: HeldLease): void {
    if (bucket.lease) this.resize(bucket, bucket.lease);
    bucket.lease?.retire();
    bucket.lease = lease;
  }

  private async tell(): Promise<void> {
    this.sweep();
    for (const lease of this.open) {
      for (let news = lease.news(MAX_USES); news; news = lease.news(MAX_USES)) {
        if (!(await this.settle(lease, news))) break;
        if (!lease.isDone && news.uses.length < MAX_USES) break;
      }
      if (lease.isDone) this.open.delete(lease);
    }
  }

  private async settle(lease: HeldLease, news: NonNullable<ReturnType<HeldLease['news']>>): Promise<boolean> {
    try {
      await this.client.leases.settle(news);
      lease.told(news);
      return true;
    } catch (error) {
      this.report.problem('lease_report_failed', error);
      if (this.report.isHopeless(error)) lease.told(news);
      return false;
    }
  }

  /** Leases end also when nobody calls any more. */
  private sweep(): void {
    for (const [name, bucket] of this.buckets) {
      if (bucket.lease?.isOver) this.turnOver(bucket, 0, clock.tickingMs());
      if (bucket.next?.isOver) {
        bucket.next.retire();
        bucket.next = null;
      }
      if (!bucket.lease && !bucket.next && !bucket.asking) this.buckets.delete(name);
    }
  }
}

const newBucket = (calls: number): Bucket => ({
  lease: null,
  next: null,
  asking: null,
  size: Math.min(calls, Math.max(SMALLEST, Math.ceil(calls / 10))),
  refusal: null,
});

function bucketOf({ who, meter, scopes }: Asked): string {
  const name = `${nameOf(who)} ${meter}`;
  return scopes.length === 0 ? name : `${name} ${scopes.join(' ')}`;
}
