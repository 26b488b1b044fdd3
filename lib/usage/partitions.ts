import { BATCH_PATIENCE_MS, queryWithin } from '@/lib/infra/postgres';
import { single } from '@/lib/infra/runtime';

/** Months (UTC, by their first instant) whose partitions this process knows to exist. */
const knownMonths = () => single('ledger-months', () => new Set<number>());

/**
 * Sees to it that the months of the given instants have partitions. The job makes them ahead of time; this
 * catches what it cannot foresee, such as a sandbox's clock. Costs two comparisons an instant.
 */
export async function ensureMonths(instants: Iterable<Date>): Promise<void> {
  const known = knownMonths();
  const missing = new Map<number, Date>();
  let [start, end] = [0, 0];
  for (const instant of instants) {
    const ms = instant.getTime();
    if (ms >= start && ms < end) continue;
    [start, end] = monthOf(instant);
    if (!known.has(start)) missing.set(start, instant);
  }
  for (const [month, instant] of missing) {
    const text = 'SELECT ledger.ensure_month($1)';
    await queryWithin(BATCH_PATIENCE_MS, { text, values: [instant.toISOString()] });
    known.add(month);
  }
}

function monthOf(instant: Date): [start: number, end: number] {
  const [year, month] = [instant.getUTCFullYear(), instant.getUTCMonth()];
  return [Date.UTC(year, month), Date.UTC(year, month + 1)];
}
