import type { Context } from '@/lib/core/context';
import { logger } from '@/lib/infra/logger';
import { runtime, single } from '@/lib/infra/runtime';
import { BUCKET_MS } from '@/lib/usage';
import type { VerifyCode, VerifyRequest } from './schemas';

/** Denials are a statistic, not a bill: they are summed in memory and written once a second. */
const FLUSH_EVERY_MS = 1_000;

interface Denied {
  providerId: string;
  customerId: string;
  meter: string;
  bucketMs: number;
  code: VerifyCode;
  calls: number;
  quantity: number;
}

const FLUSH = `
INSERT INTO ledger.denial_rollup AS d (provider_id, customer_id, meter, bucket, code, calls, quantity)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::bigint[], $7::numeric[])
ORDER BY 1, 2, 3, 4, 5
ON CONFLICT (provider_id, customer_id, meter, bucket, code) DO UPDATE
  SET calls = d.calls + excluded.calls, quantity = d.quantity + excluded.quantity`;

class DenialCounter {
  private pending = new Map<string, Denied>();
  private timer: NodeJS.Timeout | undefined;

  note(denied: Omit<Denied, 'calls'>): void {
    const name = `${denied.providerId} ${denied.customerId} ${denied.meter} ${denied.bucketMs} ${denied.code}`;
    const known = this.pending.get(name);
    if (known) {
      known.calls++;
      known.quantity += denied.quantity;
    } else {
      this.pending.set(name, { ...denied, calls: 1 });
    }
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_EVERY_MS).unref();
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const rows = [...this.pending.values()];
    if (rows.length === 0) return;
    this.pending = new Map();
    try {
      await runtime().pool.query(FLUSH, [
        rows.map((row) => row.providerId),
        rows.map((row) => row.customerId),
        rows.map((row) => row.meter),
        rows.map((row) => new Date(row.bucketMs).toISOString()),
        rows.map((row) => row.code),
        rows.map((row) => row.calls),
        rows.map((row) => row.quantity),
      ]);
    } catch (error) {
      logger().warn({ err: error }, 'denials of the last second were not written');
    }
  }
}

/** This process's counter of denials. */
export function denialCounter(): DenialCounter {
  return single('denials', () => {
    const counter = new DenialCounter();
    runtime().closers.push(() => counter.flush());
    return counter;
  });
}

/** Notes a call that a limit refused. */
export function noteDenial(ctx: Context, customerId: string, request: VerifyRequest, code: VerifyCode): void {
  if (request.dryRun) return;
  const nowMs = ctx.clock.now().getTime();
  denialCounter().note({
    providerId: ctx.provider.id,
    customerId,
    meter: request.meter,
    bucketMs: nowMs - (nowMs % BUCKET_MS),
    code,
    quantity: Number(request.cost),
  });
}
