import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

export interface ClockRow {
  clockNow: Date | null;
  clockOffsetMs: bigint;
}

export async function readClock(tx: Tx, providerId: ProviderId): Promise<ClockRow> {
  const row = await db(tx).provider.findUnique({
    where: { id: providerId },
    select: { clockNow: true, clockOffsetMs: true },
  });
  if (!row) throw new Error(`provider ${providerId} is gone`);
  return row;
}

/** Makes the clock stand at an instant. The ticking side never runs backwards. */
export async function writeClock(
  tx: Tx,
  providerId: ProviderId,
  instant: Date,
  offsetMs: bigint,
): Promise<void> {
  await db(tx).$executeRaw`
    UPDATE provider SET clock_now = ${instant}, clock_offset_ms = greatest(clock_offset_ms, ${offsetMs})
    WHERE id = ${providerId}`;
}

/** The same, unless there are customers, who must not see time run backwards; false when there are. */
export async function writeClockWithoutCustomers(
  tx: Tx,
  providerId: ProviderId,
  instant: Date,
): Promise<boolean> {
  const changed = await db(tx).$executeRaw`
    UPDATE provider SET clock_now = ${instant}
    WHERE id = ${providerId} AND NOT EXISTS (SELECT FROM customer WHERE provider_id = ${providerId})`;
  return changed > 0;
}
