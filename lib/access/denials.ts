import type { Context } from '@/lib/core/context';
import { notesOf } from '@/lib/infra/notes';
import { runtime } from '@/lib/infra/runtime';
import { BUCKET_MS } from '@/lib/usage';
import type { VerifyCode, VerifyRequest } from './schemas';

const WRITE_EVERY_MS = 1_000;

interface Denied {
  providerId: string;
  customerId: string;
  meter: string;
  bucketMs: number;
  code: VerifyCode | KeptOut;
  calls: number;
  quantity: number;
}

const WRITE = `
INSERT INTO ledger.denial_rollup AS d (provider_id, customer_id, meter, bucket, code, calls, quantity)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::bigint[], $7::numeric[])
ORDER BY 1, 2, 3, 4, 5
ON CONFLICT (provider_id, customer_id, meter, bucket, code) DO UPDATE
  SET calls = d.calls + excluded.calls, quantity = d.quantity + excluded.quantity`;

function write(denials: Denied[]): Promise<unknown> {
  return runtime().pool.query(WRITE, [
    denials.map((row) => row.providerId),
    denials.map((row) => row.customerId),
    denials.map((row) => row.meter),
    denials.map((row) => new Date(row.bucketMs).toISOString()),
    denials.map((row) => row.code),
    denials.map((row) => row.calls),
    denials.map((row) => row.quantity),
  ]);
}

/** What never became usage: events of customers that are not known (kept under no customer), and repeats. */
type KeptOut = 'unknown_caller' | 'duplicate';

/** Notes a call that a limit refused: what limits cost a customer, and what an upgrade would be worth. */
export function noteDenial(
  ctx: Context,
  customerId: string,
  request: Pick<VerifyRequest, 'meter' | 'cost' | 'dryRun'>,
  code: VerifyCode | KeptOut,
): void {
  if (request.dryRun) return;
  const nowMs = ctx.clock.now().getTime();
  const denied = {
    providerId: ctx.provider.id,
    customerId,
    meter: request.meter,
    bucketMs: nowMs - (nowMs % BUCKET_MS),
    code,
  };
  const name = Object.values(denied).join(' ');
  notesOf<Denied>('denials', { everyMs: WRITE_EVERY_MS, write }).note(name, (pending) => ({
    ...denied,
    calls: (pending?.calls ?? 0) + 1,
    quantity: (pending?.quantity ?? 0) + Number(request.cost),
  }));
}
