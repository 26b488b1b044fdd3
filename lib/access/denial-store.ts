import type { ProviderId } from '@/lib/core/context';
import { runtime } from '@/lib/infra/runtime';

/** Refused calls of a customer since the quarter of an hour that holds an instant, by code. */
export async function selectDenials(
  providerId: ProviderId,
  customerId: string,
  since: Date,
): Promise<Map<string, number>> {
  const { rows } = await runtime().pool.query<{ code: string; calls: string }>(
    `SELECT code, sum(calls)::text AS calls FROM ledger.denial_rollup
      WHERE provider_id = $1 AND customer_id = $2 AND bucket >= date_bin('15 minutes', $3::timestamptz, 'epoch')
      GROUP BY code`,
    [providerId, customerId, since.toISOString()],
  );
  return new Map(rows.map(({ code, calls }) => [code, Number(calls)]));
}
