import { runtime } from '@/lib/infra/runtime';

/** Beyond the day that the contract promises, so that clocks of several machines may differ a little. */
const KEPT_ANSWERS = '26 hours';
/** A report of a lease that is later than this finds no lease. */
const KEPT_LEASES = '7 days';
const KEPT_REQUESTS = '7 days';
const KEPT_TOKENS = '30 days';
/** As long as the log of deliveries promises. */
const KEPT_DELIVERIES = '30 days';
const KEPT_MAILS = '90 days';

/** Deletes what has outlived its promise: idempotency records, verify's kept answers, spent tokens, sessions, what was told. */
export async function forgetOldRecords(): Promise<void> {
  const { pool } = runtime();
  await pool.query(`DELETE FROM idempotency_record WHERE created_at < now() - interval '${KEPT_ANSWERS}'`);
  // A sandbox's answers carry its own clock; they go when that clock has moved on by a day.
  await pool.query(
    `DELETE FROM ledger.verify_answer a USING provider p WHERE p.id = a.provider_id
       AND a.created_at < coalesce(p.clock_now, now()) - interval '${KEPT_ANSWERS}'`,
  );
  await pool.query(`DELETE FROM ledger.lease WHERE expires_at < now() - interval '${KEPT_LEASES}'`);
  await pool.query(`DELETE FROM api_request WHERE at < now() - interval '${KEPT_REQUESTS}'`);
  await pool.query(`DELETE FROM one_time_token WHERE expires_at < now() - interval '${KEPT_TOKENS}'`);
  await pool.query(`DELETE FROM user_session WHERE expires_at < now() - interval '${KEPT_TOKENS}'`);
  await pool.query(
    `WITH gone AS (DELETE FROM webhook_delivery WHERE next_attempt_at IS NULL
         AND created_at < now() - interval '${KEPT_DELIVERIES}' RETURNING provider_id, id)
     DELETE FROM webhook_attempt a USING gone WHERE a.provider_id = gone.provider_id AND a.delivery_id = gone.id`,
  );
  await pool.query(
    `DELETE FROM mail WHERE next_attempt_at IS NULL AND created_at < now() - interval '${KEPT_MAILS}'`,
  );
  await pool.query(`DELETE FROM domain_event WHERE handled_at < now() - interval '${KEPT_MAILS}'`);
}
