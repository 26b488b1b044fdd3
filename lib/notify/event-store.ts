import type { Context, ProviderId } from '@/lib/core/context';
import { db, untenantedDb } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

export interface EventRow {
  providerId: string;
  id: string;
  type: string;
  at: Date;
  customerId: string | null;
  subjectId: string;
  facts: unknown;
  failures: number;
  createdAt: Date;
}

/** The oldest event that nothing was made of yet, held until the transaction ends; no two workers hold the same. */
export async function holdNextEvent(tx: Tx, now: Date): Promise<EventRow | null> {
  const rows = await db(tx).$queryRaw<EventRow[]>`
    SELECT provider_id AS "providerId", id, type, at, customer_id AS "customerId", subject_id AS "subjectId",
      facts, failures, created_at AS "createdAt"
    FROM domain_event WHERE handled_at IS NULL AND (retry_at IS NULL OR retry_at <= ${now})
    ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return rows[0] ?? null;
}

export async function markHandled(tx: Tx, providerId: ProviderId, id: string, now: Date): Promise<void> {
  await db(tx).domainEvent.updateMany({ where: { providerId, id }, data: { handledAt: now } });
}

/** Puts an event off that something could not be made of, so that it holds up no other. */
export async function putOff(event: EventRow, retryAt: Date): Promise<void> {
  await untenantedDb().domainEvent.updateMany({
    where: { providerId: event.providerId, id: event.id, handledAt: null },
    data: { failures: { increment: 1 }, retryAt },
  });
}
