import { systemClock } from '@/lib/core/clock';
import { ensureMonths } from '@/lib/usage';

const MONTHS_AHEAD = 3;

/** Makes the ledger's partitions of this and the coming months, long before the first use of them. */
export async function makePartitions(): Promise<void> {
  const now = systemClock.now();
  const months = Array.from(
    { length: MONTHS_AHEAD + 1 },
    (_, ahead) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1)),
  );
  await ensureMonths(months);
}
