import { BATCH_PATIENCE_MS, queryWithin } from '@/lib/infra/postgres';
import { single } from '@/lib/infra/runtime';

/** Months (UTC, `YYYY-MM`) whose partitions this process knows to exist. */
const knownMonths = () => single('ledger-months', () => new Set<string>());

/**
 * Sees to it that the months of the given instants have partitions. The job makes them ahead of time; this
 * catches what it cannot foresee, such as a sandbox's clock. Costs a set look-up once a month is known.
 */
export async function ensureMonths(instants: Iterable<Date>): Promise<void> {
  const known = knownMonths();
  const missing = new Map<string, Date>();
  for (const instant of instants) {
    const month = monthOf(instant);
    if (!known.has(month)) missing.set(month, instant);
  }
  for (const [month, instant] of missing) {
    const text = 'SELECT ledger.ensure_month($1)';
    await queryWithin(BATCH_PATIENCE_MS, { text, values: [instant.toISOString()] });
    known.add(month);
  }
}

function monthOf(instant: Date): string {
  const month = instant.getUTCMonth() + 1;
  return `${instant.getUTCFullYear()}-${month < 10 ? '0' : ''}${month}`;
}
