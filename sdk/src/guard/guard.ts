import type { VerifyResponse } from '../api-types';
import { TollgateConnectionError, TollgateError } from '../client/errors';
import { Tollgate } from '../client/tollgate';
import { clock } from '../clock';
import { randomId } from '../random-id';
import type { Asked } from './asked';
import { Breaker } from './breaker';
import type { Entry, IncomingCall, Limits } from './call';
import { Endpoints } from './endpoints';
import { limitHeaders } from './headers';
import { HeldLease } from './held-lease';
import { KnownCallers } from './known-callers';
import { LeaseBook } from './lease-book';
import { costText, type GuardOptions, keyOf, valueFor } from './options';
import { CountedPass } from './pass';
import { type RefusalCode, refusalOf } from './refusals';
import { Replay } from './replay';
import { Report } from './report';
import { Settler } from './settler';
import { MemorySpool, type Spool } from './spool';

const MAX_TRIES_OF_CLOSE = 3;

/** Asks Tollgate before a call and tells it after; the one core that all adapters share. It never throws. */
export class Guard {
  readonly client: Tollgate;
  private readonly report: Report;
  private readonly endpoints: Endpoints;
  private readonly settler: Settler;
  private readonly spool: Spool;
  private readonly replay: Replay;
  private readonly breaker: Breaker;
  private readonly known = new KnownCallers();
  private readonly leases: LeaseBook | null;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(private readonly options: GuardOptions) {
    this.client = options.client ?? new Tollgate(options);
    this.report = new Report(options.onProblem);
    this.endpoints = new Endpoints(options.maxEndpoints ?? 500);
    this.spool = options.spool ?? new MemorySpool(10_000);
    this.settler = new Settler(this.client, this.report, options.maxSettlements ?? 50_000);
    this.replay = new Replay(this.client, this.spool, this.settler, this.report);
    this.breaker = new Breaker({ failures: 5, openMs: 5_000, ...options.breaker });
    const lease = options.lease === true ? {} : options.lease;
    const timeoutMs = options.decideWithinMs ?? 1_000;
    this.leases =
      lease === undefined
        ? null
        : new LeaseBook(this.client, this.report, { calls: 500, seconds: 5, ...lease, timeoutMs });
    this.timer = setInterval(() => void this.flush(), options.flushEveryMs ?? 1_000);
    // Where timers are numbers, nothing keeps the process alive.
    (this.timer as { unref?(): void }).unref?.();
  }

  /** Decides about a call. What the host's hooks throw is reported and read as if they were not there. */
  enter(call: IncomingCall): Promise<Entry> {
    if (this.isSkipped(call)) return Promise.resolve({ kind: 'skipped' });
    const asked = this.askedOf(call);
    if (!asked) return Promise.resolve(this.refuse('missing_key', null));
    const units = Number(asked.cost);
    const lease = this.leases?.take(asked, units);
    if (lease) return Promise.resolve(this.leased(asked, lease, units));
    return this.leases ? this.decideByLease(this.leases, asked, units) : this.decide(asked);
  }

  /** Tells Tollgate what it does not know yet; what cannot be sent now is kept for the next time. */
  async flush(): Promise<void> {
    if (this.spool.size > 0) await this.replay.run();
    if (this.settler.size > 0) await this.settler.flush();
    if (this.leases && this.leases.size > 0) await this.leases.flush();
  }

  /** Sends what is left and stops. Call it before the process ends. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    this.leases?.retireAll();
    for (let attempt = 0; attempt < MAX_TRIES_OF_CLOSE; attempt++) {
      await this.flush();
      if (this.spool.size === 0 && this.settler.size === 0 && !this.leases?.size) break;
    }
    await this.spool.close();
  }

  private isSkipped(call: IncomingCall): boolean {
    const { skip } = this.options;
    return (
      call.method.toUpperCase() === 'OPTIONS' ||
      (skip !== undefined && this.report.attempt(() => skip(call), false))
    );
  }

  private askedOf(call: IncomingCall): Asked | null {
    const { options, report } = this;
    const who = report.attempt(() => (options.identify ?? keyOf)(call), null);
    if (!who) return null;
    const cost = report.attempt(() => costText(valueFor(options.cost, call, 1)), null);
    if (cost === null)
      report.problem('invalid_cost', new TypeError('The cost of a call must be a number from 0.'));
    return {
      call,
      who,
      meter: report.attempt(() => valueFor(options.meter, call, 'calls'), 'calls'),
      cost: cost ?? '1',
      scopes: report.attempt(() => valueFor(options.scopes, call, []), []),
      startedMs: clock.tickingMs(),
    };
  }

  private async decideByLease(book: LeaseBook, asked: Asked, units: number): Promise<Entry> {
    if (!this.breaker.admits()) return this.whenAway(asked, randomId(), false);
    const found = await book.obtain(asked, units);
    if (found === null) return this.verified(asked);
    this.breaker.succeeded();
    if (found instanceof HeldLease) return this.leased(asked, found, units);
    return this.refuse(found.code as RefusalCode, found);
  }

  private leased(asked: Asked, lease: HeldLease, units: number): Entry {
    const limits = lease.limits();
    const { customer, plan, keyId } = lease.answer;
    const pass = new CountedPass({ id: null, customer, plan, keyId, ...limits }, asked, this.report);
    return {
      kind: 'passed',
      pass,
      headers: limitHeaders(limits),
      finish: pass.once(({ status, route }, latencyMs) => {
        const endpoint = this.endpointOf(asked.call, route);
        lease.ended(units, asked.startedMs, { cost: pass.cost, status, latencyMs, endpoint });
      }),
    };
  }

  private async decide(asked: Asked): Promise<Entry> {
    return this.breaker.admits() ? this.verified(asked) : this.whenAway(asked, randomId(), false);
  }

  private async verified(asked: Asked): Promise<Entry> {
    const id = randomId();
    try {
      const answer = await this.verify(asked, id);
      this.breaker.succeeded();
      return this.answered(asked, answer);
    } catch (error) {
      this.report.problem('verify_failed', error);
      const isRefused = error instanceof TollgateError && error.status < 500 && error.status !== 429;
      if (!isRefused) this.breaker.failed();
      return this.whenAway(asked, id, !isRefused);
    }
  }

  private async verify(
    { call, who, meter, cost, scopes }: Asked,
    idempotencyKey: string,
  ): Promise<VerifyResponse> {
    const request = {
      ...who,
      meter,
      cost,
      ...(call.route !== undefined && { endpoint: this.endpointOf(call, call.route) }),
      ...(call.ip && { ip: call.ip }),
      ...(scopes.length > 0 && { scopes }),
      idempotencyKey,
    };
    const timeoutMs = this.options.decideWithinMs ?? 1_000;
    const startedMs = clock.tickingMs();
    try {
      return await this.client.verify(request, { timeoutMs, maxRetries: 0 });
    } catch (error) {
      // A connection that was kept open may have been closed just now by the other side.
      if (!(error instanceof TollgateConnectionError) || error.isTimeout) throw error;
      const leftMs = timeoutMs - (clock.tickingMs() - startedMs);
      return this.client.verify(request, { timeoutMs: Math.max(1, leftMs), maxRetries: 0 });
    }
  }

  private answered(asked: Asked, answer: VerifyResponse): Entry {
    if (!answer.allowed) return this.refuse(answer.code as RefusalCode, answer);
    this.known.note(asked.who);
    const pass = new CountedPass(answer, asked, this.report);
    return {
      kind: 'passed',
      pass,
      headers: limitHeaders(answer),
      finish: pass.once(({ status, route }, latencyMs) => {
        const endpoint = this.endpointOf(asked.call, route);
        // Whatever was counted has an id; a call that was not has nothing to settle.
        if (answer.id !== null)
          this.settler.add({ id: answer.id, cost: pass.cost, status, latencyMs, endpoint });
      }),
    };
  }

  /** @param isUncertain whether a verify was sent, which may have taken effect */
  private whenAway(asked: Asked, id: string, isUncertain: boolean): Entry {
    const { whenAway = 'allow' } = this.options;
    const at = clock.now().toISOString();
    const tell = (cost: string, status: number, latencyMs: number, route?: string) => {
      const { who, meter, cost: asks, call } = asked;
      const endpoint = this.endpointOf(call, route);
      const told = { id, ...who, meter, asked: asks, cost, at, endpoint, status, latencyMs, isUncertain };
      const isKept = this.report.attempt(() => this.spool.add(told), false);
      if (!isKept)
        this.report.problem('spool_full', new Error('A call could not be kept and will not be counted.'));
    };
    if (whenAway === 'deny' || (whenAway === 'allow-known' && !this.known.has(asked.who))) {
      // If that verify was counted after all, it is given back.
      if (isUncertain) tell('0', 503, 0);
      return this.refuse('metering_unavailable', null);
    }
    const pass = new CountedPass(null, asked, this.report);
    return {
      kind: 'passed',
      pass,
      headers: {},
      finish: pass.once(({ status, route }, latencyMs) => tell(pass.cost, status, latencyMs, route)),
    };
  }

  private refuse(code: RefusalCode, answer: Limits | null): Entry {
    const typeOf = this.options.problemType ?? ((name) => `urn:tollgate:problem:${name}`);
    return { kind: 'refused', refusal: refusalOf(code, answer, typeOf) };
  }

  private endpointOf(call: IncomingCall, route: string | undefined): string {
    const { endpoint } = this.options;
    const own = endpoint && this.report.attempt<string | null>(() => endpoint(call), null);
    return own ? own.slice(0, 300) : this.endpoints.nameOf(call.method, call.path, route ?? call.route);
  }
}
