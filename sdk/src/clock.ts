/** The system's clock; the one place that reads it. */
export const clock = {
  now: (): Date => new Date(),
  nowMs: (): number => Date.now(),
  /** Never goes back; for durations. */
  tickingMs: (): number => performance.now(),
};
