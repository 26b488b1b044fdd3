import type { UsageEvent } from '../api-types';
import type { Tollgate } from '../client/tollgate';
import { clock } from '../clock';
import type { Report } from './report';
import type { Settler } from './settler';
import type { Spool, SpooledCall } from './spool';

const EVENTS_AT_ONCE = 1_000;
const VERIFIES_AT_ONCE = 10;
/** Tollgate remembers an idempotency key for a day. */
const CERTAIN_FOR_MS = 23 * 60 * 60 * 1000;

/**
 * Tells Tollgate of the calls that it missed, each exactly once. One that was never sent becomes an event. One whose
 * verify was sent without an answer is verified again under the same idempotency key, which finds the first answer
 * if there was one, and settled; where that is refused by now, it becomes an event too, for it was served.
 */
export class Replay {
  private running: Promise<void> | null = null;

  constructor(
    private readonly client: Tollgate,
    private readonly spool: Spool,
    private readonly settler: Settler,
    private readonly report: Report,
  ) {}

  run(): Promise<void> {
    this.running ??= this.drain().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async drain(): Promise<void> {
    try {
      while (this.spool.size > 0) {
        const calls = this.spool.peek(EVENTS_AT_ONCE);
        const certain = calls.filter((call) => !call.isUncertain);
        const uncertain = calls.filter((call) => call.isUncertain).slice(0, VERIFIES_AT_ONCE);
        if (certain.length > 0) await this.record(certain);
        await this.verifyAgain(uncertain);
      }
    } catch (error) {
      this.report.problem('replay_failed', error);
    }
  }

  private async record(calls: SpooledCall[]): Promise<void> {
    try {
      const { rejected } = await this.client.events.record(calls.map(eventOf));
      for (const { code, message } of rejected)
        this.report.problem('event_rejected', new Error(`${code}: ${message}`));
    } catch (error) {
      if (!this.report.isHopeless(error)) throw error;
      this.report.problem('event_rejected', error);
    }
    this.spool.remove(calls);
  }

  private async verifyAgain(calls: SpooledCall[]): Promise<void> {
    const outcomes = await Promise.allSettled(calls.map((call) => this.settleUncertain(call)));
    this.spool.remove(calls.filter((_, index) => outcomes[index]?.status === 'fulfilled'));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private async settleUncertain(call: SpooledCall): Promise<void> {
    if (clock.nowMs() - Date.parse(call.at) > CERTAIN_FOR_MS) {
      // Nobody knows any more whether it was counted: rather one call too few than one billed twice.
      this.report.problem(
        'call_forgotten',
        new Error(`Call ${call.id} is too old to be told apart from its repeat.`),
      );
      return;
    }
    const { key, customer, meter, asked, endpoint, cost, status, latencyMs } = call;
    try {
      const answer = await this.client.verify({
        ...(key === undefined ? { customer } : { key }),
        meter,
        cost: asked,
        endpoint,
        idempotencyKey: call.id,
      });
      if (answer.allowed && answer.id !== null)
        this.settler.add({ id: answer.id, cost, status, latencyMs, endpoint });
      else if (cost !== '0') await this.client.events.record(eventOf(call));
    } catch (error) {
      if (!this.report.isHopeless(error)) throw error;
      this.report.problem('event_rejected', error);
    }
  }
}

function eventOf({
  id,
  key,
  customer,
  meter,
  cost,
  at,
  endpoint,
  status,
  latencyMs,
}: SpooledCall): UsageEvent {
  return {
    id,
    ...(key === undefined ? { customer } : { key }),
    meter,
    quantity: cost,
    timestamp: at,
    endpoint,
    status,
    latencyMs,
  };
}
