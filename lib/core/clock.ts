/**
 * Where "now" comes from. The only module that reads the machine's time; everything else is handed a clock.
 */
export interface Clock {
  /** The account's present instant: real time, or where a sandbox's clock stands. */
  now(): Date;
  /**
   * Milliseconds that always tick, never backwards: what a rate limiter refills by. A sandbox whose clock
   * stands still would otherwise never let a rate-limited call through again.
   */
  tickingMs(): number;
}

/** Next puts a slower Date of its own in the place of the machine's once it is loaded; whoever came before keeps it. */
const MachineDate = Date;

/** Real time. */
export const systemClock: Clock = {
  now: () => new MachineDate(),
  tickingMs: () => MachineDate.now(),
};

/** An instant as the contract writes it. Nearly every answer of the hot path holds some. */
export function isoOfMs(ms: number): string {
  return new MachineDate(ms).toISOString();
}

/** A clock that stands at one instant, for sandboxes and tests; `offsetMs` moves only the ticking side. */
export function standingClock(instant: Date, offsetMs = 0): Clock {
  return {
    now: () => new Date(instant.getTime()),
    tickingMs: () => Date.now() + offsetMs,
  };
}
