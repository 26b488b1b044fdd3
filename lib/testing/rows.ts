import { runtime } from '@/lib/infra/runtime';
import { uniqueText } from './factories';

/*
 * Rows that a test needs of a room above the one that it tests, written and read without that room's verbs.
 */

const AT = new Date('2026-01-01T00:00:00Z');

/** A call that was counted for the customer. */
export async function givenUsageRow(providerId: string, customerId: string): Promise<void> {
  const { pool } = runtime();
  await pool.query('SELECT ledger.ensure_month(now())');
  await pool.query(
    `INSERT INTO ledger.posted_rollup (provider_id, customer_id, meter, bucket, endpoint, key_id, status, quantity,
       calls, latency_ms_total, latency_calls)
     VALUES ($1, $2, 'calls', date_trunc('hour', now()), '', '', 0, 1, 1, 0, 0)`,
    [providerId, customerId],
  );
}

/** A draft invoice over nothing. */
export async function givenInvoiceRow(providerId: string, customerId: string): Promise<void> {
  await runtime().prisma.invoice.create({
    data: {
      providerId,
      id: uniqueText('inv'),
      customerId,
      status: 'draft',
      currency: 'INR',
      periodStart: AT,
      periodEnd: AT,
      draftedAt: AT,
      finalizeAfter: AT,
    },
    select: { id: true },
  });
}

/** A live subscription to version 1 of a plan. */
export async function givenSubscriptionRow(
  providerId: string,
  customerId: string,
  planId: string,
  scheduledPlanId: string | null = null,
): Promise<string> {
  const { id } = await runtime().prisma.subscription.create({
    data: {
      providerId,
      id: uniqueText('sub'),
      customerId,
      liveCustomerId: customerId,
      planId,
      planVersion: 1,
      status: 'active',
      startedAt: AT,
      anchorDate: '2026-01-01',
      currentPeriodStart: AT,
      currentPeriodEnd: new Date('2026-02-01T00:00:00Z'),
      scheduledPlanId,
      scheduledPlanVersion: scheduledPlanId === null ? null : 1,
      createdAt: AT,
    },
    select: { id: true },
  });
  return id;
}

/** Which version a subscription is on, and where it is bound. */
export function readSubscriptionRow(id: string) {
  return runtime().prisma.subscription.findFirstOrThrow({
    where: { id },
    select: { planVersion: true, scheduledPlanId: true, scheduledPlanVersion: true },
  });
}

/** All that is stored of a key, the hash in hexadecimal. */
export async function readKeyRow(id: string): Promise<Record<string, unknown> & { hash: string }> {
  const { rows } = await runtime().pool.query(
    "SELECT api_key.*, encode(hash, 'hex') AS hash FROM api_key WHERE id = $1",
    [id],
  );
  return rows[0];
}
