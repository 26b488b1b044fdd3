import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';
import { runtime } from '@/lib/infra/runtime';

type Tx = Pick<Context, 'transaction'>;

const DELIVERY_SELECT = {
  id: true,
  endpointId: true,
  eventId: true,
  eventType: true,
  status: true,
  attempts: true,
  lastStatus: true,
  nextAttemptAt: true,
  createdAt: true,
  deliveredAt: true,
} as const satisfies Prisma.WebhookDeliverySelect;

export type DeliveryRow = Prisma.WebhookDeliveryGetPayload<{ select: typeof DELIVERY_SELECT }>;

/** An event is delivered once to an endpoint, however often it is fanned out. */
export async function insertDeliveries(
  tx: Tx,
  providerId: ProviderId,
  rows: Omit<Prisma.WebhookDeliveryCreateManyInput, 'providerId'>[],
): Promise<void> {
  const data = rows.map((row) => ({ ...row, providerId }));
  await db(tx).webhookDelivery.createMany({ data, skipDuplicates: true });
}

export interface DeliveryFilters {
  endpoint?: string | undefined;
  status?: string | undefined;
  type?: string | undefined;
}

export function readDeliveries(
  tx: Tx,
  providerId: ProviderId,
  filters: DeliveryFilters,
  take: number,
  afterId: string | null,
): Promise<DeliveryRow[]> {
  const { endpoint, status, type } = filters;
  return db(tx).webhookDelivery.findMany({
    where: {
      providerId,
      ...(afterId !== null && { id: { lt: afterId } }),
      ...(endpoint && { endpointId: endpoint }),
      ...(status && { status }),
      ...(type && { eventType: type }),
    },
    orderBy: { id: 'desc' },
    take,
    select: DELIVERY_SELECT,
  });
}

export function readDelivery(
  tx: Tx,
  providerId: ProviderId,
  id: string,
): Promise<(DeliveryRow & { body: string }) | null> {
  return db(tx).webhookDelivery.findFirst({
    where: { providerId, id },
    select: { ...DELIVERY_SELECT, body: true },
  });
}

const ATTEMPT_SELECT = {
  number: true,
  at: true,
  durationMs: true,
  headers: true,
  statusCode: true,
  responseBody: true,
  error: true,
} as const satisfies Prisma.WebhookAttemptSelect;

/** Attempts shown of one delivery: more can only come of many redeliveries by hand. */
const SHOWN_ATTEMPTS = 50;

export function readAttempts(tx: Tx, providerId: ProviderId, deliveryId: string) {
  return db(tx).webhookAttempt.findMany({
    where: { providerId, deliveryId },
    orderBy: { number: 'desc' },
    take: SHOWN_ATTEMPTS,
    select: ATTEMPT_SELECT,
  });
}

/** Sends it again from now on, with all its tries; null when there is no such delivery. */
export async function restartDelivery(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  now: Date,
): Promise<DeliveryRow | null> {
  const [row] = await db(tx).webhookDelivery.updateManyAndReturn({
    where: { providerId, id },
    data: { status: 'pending', tries: 0, nextAttemptAt: now, deliveredAt: null },
    select: DELIVERY_SELECT,
  });
  // Triggers announce what is new; this row is not.
  await db(tx).$queryRaw`SELECT pg_notify('tollgate_outbox', '')::text`;
  return row ?? null;
}

/** What still waited for an endpoint that is gone or disabled fails at once. */
export async function failPending(tx: Tx, providerId: ProviderId, endpointId: string): Promise<void> {
  await db(tx).webhookDelivery.updateMany({
    where: { providerId, endpointId, status: 'pending' },
    data: { status: 'failed', nextAttemptAt: null },
  });
}

/** A delivery in the hands of this worker, with what signs it. */
export interface ClaimedDelivery {
  provider_id: string;
  id: string;
  endpoint_id: string;
  event_id: string;
  body: string;
  attempts: number;
  tries: number;
  url: string | null;
  status: string | null;
  is_sandbox: boolean;
  secret: Uint8Array | null;
  old_secret: Uint8Array | null;
}

const CLAIM = `
WITH due AS (
  SELECT provider_id, id FROM (
    SELECT provider_id, id, next_attempt_at,
      row_number() OVER (PARTITION BY provider_id, endpoint_id ORDER BY next_attempt_at, id) AS place
    FROM webhook_delivery WHERE next_attempt_at <= $1 AND NOT endpoint_id = ANY($2)
  ) ranked WHERE place <= $3 ORDER BY next_attempt_at LIMIT $4
), held AS (
  SELECT d.provider_id, d.id, d.endpoint_id FROM webhook_delivery d JOIN due USING (provider_id, id)
  WHERE d.next_attempt_at <= $1 FOR UPDATE OF d SKIP LOCKED
)
UPDATE webhook_delivery d SET next_attempt_at = $5, attempts = d.attempts + 1, tries = d.tries + 1
FROM held
  LEFT JOIN webhook_endpoint e ON e.provider_id = held.provider_id AND e.id = held.endpoint_id
  LEFT JOIN provider p ON p.id = held.provider_id
WHERE d.provider_id = held.provider_id AND d.id = held.id
RETURNING d.provider_id, d.id, d.endpoint_id, d.event_id, d.body, d.attempts, d.tries, e.url, e.status,
  p.live_provider_id IS NOT NULL AS is_sandbox, e.secret,
  CASE WHEN e.old_secret_until > $1 THEN e.old_secret END AS old_secret`;

/**
 * Takes due deliveries into this worker's hands: until `leaseEnd` no other worker takes them; should this one
 * die, another does after that. A few of each endpoint, so that a slow one holds up nobody else.
 */
export async function claimDeliveries(claim: {
  now: Date;
  leaseEnd: Date;
  busyEndpoints: string[];
  perEndpoint: number;
  limit: number;
}): Promise<ClaimedDelivery[]> {
  const { rows } = await runtime().pool.query<ClaimedDelivery>(CLAIM, [
    claim.now.toISOString(),
    claim.busyEndpoints,
    claim.perEndpoint,
    claim.limit,
    claim.leaseEnd.toISOString(),
  ]);
  return rows;
}

export async function insertAttempt(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.WebhookAttemptUncheckedCreateInput, 'providerId'>,
): Promise<void> {
  await db(tx).webhookAttempt.create({ data: { ...data, providerId }, select: { number: true } });
}

/** Ends an attempt; false when another worker has taken the delivery for lost and begun the next. */
export async function settleDelivery(
  tx: Tx,
  providerId: ProviderId,
  of: { id: string; attempts: number },
  data: Prisma.WebhookDeliveryUncheckedUpdateManyInput,
): Promise<boolean> {
  // One that was given up meanwhile, with its endpoint, may still turn out to have arrived, but is not tried again.
  const isOver = data.status === 'delivered';
  const where = { providerId, id: of.id, attempts: of.attempts, ...(!isOver && { status: 'pending' }) };
  const { count } = await db(tx).webhookDelivery.updateMany({ where, data });
  return count > 0;
}
