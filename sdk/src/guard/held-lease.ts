import type { LeaseResponse, SettleLeaseRequest } from '../api-types';
import { clock } from '../clock';
import type { Limits } from './call';

type Use = SettleLeaseRequest['uses'][number];

/** Doubles that sum fractions: ten times 0.1 must fit into 1. */
const SLACK = 1e-9;

/** An allowance that this process gives out by itself until it is used up or ends. */
export class HeldLease {
  readonly id: string;
  readonly answer: LeaseResponse;
  readonly endsAtMs: number;
  callsLeft: number;
  private unitsLeft: number;
  /** Calls that began and have not ended, and what they were given. */
  private callsUnderWay = 0;
  private unitsUnderWay = 0;
  /** Nothing is given out any more. */
  isRetired = false;
  private hasNews = false;
  private readonly uses: Use[] = [];
  private count = 0;

  /** @param askedAtMs when the lease was asked for, by the ticking clock: it cannot have begun earlier */
  constructor(
    answer: LeaseResponse,
    private readonly askedAtMs: number,
  ) {
    this.answer = answer;
    this.id = answer.id as string;
    this.callsLeft = answer.calls;
    this.unitsLeft = Number(answer.units);
    this.endsAtMs = askedAtMs + answer.ttlMs;
  }

  /** Whether so many units are there for one more call, now. */
  fits(units: number, nowMs: number): boolean {
    return !this.isRetired && nowMs < this.endsAtMs && this.callsLeft > 0 && units <= this.unitsLeft + SLACK;
  }

  /** Share of the calls that have been given out. */
  get usedShare(): number {
    return 1 - this.callsLeft / this.answer.calls;
  }

  take(units: number): void {
    this.callsLeft--;
    this.unitsLeft -= units;
    this.callsUnderWay++;
    this.unitsUnderWay += units;
  }

  /** A call has ended; what it did not need is there for others, what it needed beyond is taken from them. */
  ended(given: number, startedMs: number, use: Omit<Use, 'id' | 'afterMs'>): void {
    this.callsUnderWay--;
    this.unitsUnderWay -= given;
    this.unitsLeft += given - Number(use.cost);
    this.uses.push({
      ...use,
      id: String(++this.count),
      afterMs: Math.max(0, Math.floor(startedMs - this.askedAtMs)),
    });
  }

  retire(): void {
    if (this.isRetired) return;
    this.isRetired = true;
    this.hasNews = true;
  }

  /** The limits as they stand in this process: what was left when the lease was taken, and what is left of it. */
  limits(): Limits {
    const { rateLimit, quota, spend } = this.answer;
    const units = Math.max(0, this.unitsLeft);
    return {
      rateLimit: rateLimit && { ...rateLimit, remaining: rateLimit.remaining + this.callsLeft },
      quota: quota && {
        ...quota,
        used: Math.max(0, quota.used - units),
        remaining: quota.remaining === null ? null : quota.remaining + units,
      },
      spend,
    };
  }

  /** What Tollgate does not know yet, at most so many uses; null where it knows all. */
  news(maxUses: number): SettleLeaseRequest | null {
    if (!this.hasNews && this.uses.length === 0) return null;
    const held = this.isRetired
      ? { calls: this.callsUnderWay, units: amount(this.unitsUnderWay) }
      : { calls: this.callsLeft + this.callsUnderWay, units: amount(this.unitsLeft + this.unitsUnderWay) };
    const uses = this.uses.slice(0, maxUses);
    const untold = this.uses.length - uses.length;
    // Those that do not fit into this report are still held.
    if (untold > 0) {
      held.calls += untold;
      held.units = amount(
        held.units + this.uses.slice(maxUses).reduce((sum, { cost }) => sum + Number(cost), 0),
      );
    }
    return { lease: this.id, uses, held };
  }

  told({ uses, held }: SettleLeaseRequest): void {
    this.uses.splice(0, uses.length);
    this.hasNews = this.isRetired && held.calls > 0;
  }

  /** Nothing will come any more. */
  get isDone(): boolean {
    return this.isRetired && !this.hasNews && this.uses.length === 0 && this.callsUnderWay === 0;
  }

  get isOver(): boolean {
    return this.callsLeft <= 0 || clock.tickingMs() >= this.endsAtMs;
  }
}

const amount = (units: number) => Number(Math.max(0, units).toFixed(9));
