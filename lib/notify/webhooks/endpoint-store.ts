import type { Context, ProviderId } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

/** Without the secrets: they are read where something is signed, and nowhere else. */
const ENDPOINT_SELECT = {
  id: true,
  url: true,
  description: true,
  events: true,
  status: true,
  disabledReason: true,
  failingSince: true,
  oldSecretUntil: true,
  createdAt: true,
} as const satisfies Prisma.WebhookEndpointSelect;

export type EndpointRow = Prisma.WebhookEndpointGetPayload<{ select: typeof ENDPOINT_SELECT }>;

/** Holds the provider's list of endpoints against other changes of it until the transaction ends. */
export async function lockEndpoints(tx: Tx, providerId: ProviderId): Promise<number> {
  await db(tx)
    .$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`webhooks ${providerId}`}, 0))::text`;
  return db(tx).webhookEndpoint.count({ where: { providerId } });
}

/** Holds one endpoint against changes until the transaction ends. */
export async function lockEndpoint(tx: Tx, providerId: ProviderId, id: string): Promise<void> {
  await db(tx).$queryRaw`
    SELECT id FROM webhook_endpoint WHERE provider_id = ${providerId} AND id = ${id} FOR UPDATE`;
}

export function insertEndpoint(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.WebhookEndpointUncheckedCreateInput, 'providerId'>,
): Promise<EndpointRow> {
  return db(tx).webhookEndpoint.create({ data: { ...data, providerId }, select: ENDPOINT_SELECT });
}

export function readEndpoint(tx: Tx, providerId: ProviderId, id: string): Promise<EndpointRow | null> {
  return db(tx).webhookEndpoint.findFirst({ where: { providerId, id }, select: ENDPOINT_SELECT });
}

export function readEndpoints(
  tx: Tx,
  providerId: ProviderId,
  take: number,
  afterId: string | null,
): Promise<EndpointRow[]> {
  return db(tx).webhookEndpoint.findMany({
    where: { providerId, ...(afterId !== null && { id: { lt: afterId } }) },
    orderBy: { id: 'desc' },
    take,
    select: ENDPOINT_SELECT,
  });
}

/** Ids of the enabled endpoints that want an event of this type. */
export async function readListeners(tx: Tx, providerId: ProviderId, type: string): Promise<string[]> {
  const rows = await db(tx).webhookEndpoint.findMany({
    where: { providerId, status: 'enabled', events: { hasSome: [type, '*'] } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Changes an endpoint; another tenant's and a missing one are the same `not_found`. */
export async function changeEndpoint(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  data: Prisma.WebhookEndpointUncheckedUpdateManyInput,
): Promise<EndpointRow> {
  const [row] = await db(tx).webhookEndpoint.updateManyAndReturn({
    where: { providerId, id },
    data,
    select: ENDPOINT_SELECT,
  });
  if (!row) throw notFound('webhook endpoint');
  return row;
}

/** The new secret signs from now on, the one before until `oldSecretUntil`. */
export async function replaceSecret(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  data: { secret: Uint8Array; oldSecretUntil: Date | null },
): Promise<EndpointRow> {
  await db(tx).$executeRaw`
    UPDATE webhook_endpoint SET secret = ${data.secret}, old_secret_until = ${data.oldSecretUntil},
      old_secret = CASE WHEN ${data.oldSecretUntil !== null} THEN secret END
    WHERE provider_id = ${providerId} AND id = ${id}`;
  const row = await readEndpoint(tx, providerId, id);
  if (!row) throw notFound('webhook endpoint');
  return row;
}

export async function removeEndpoint(tx: Tx, providerId: ProviderId, id: string): Promise<boolean> {
  const { count } = await db(tx).webhookEndpoint.deleteMany({ where: { providerId, id } });
  return count > 0;
}

/** Disables an endpoint that is enabled and has not answered since `failingSince` or longer; false when it did. */
export async function disableFailing(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  data: { failingSince: Date; reason: string },
): Promise<EndpointRow | null> {
  const [row] = await db(tx).webhookEndpoint.updateManyAndReturn({
    where: { providerId, id, status: 'enabled', failingSince: { lte: data.failingSince } },
    data: { status: 'disabled', disabledReason: data.reason },
    select: ENDPOINT_SELECT,
  });
  return row ?? null;
}

/** Notes an attempt's outcome: the first failure since the last success is when the trouble began. */
export async function noteOutcome(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  outcome: { succeeded: boolean; at: Date },
): Promise<void> {
  const where = { providerId, id };
  if (outcome.succeeded) {
    const data = { failingSince: null };
    await db(tx).webhookEndpoint.updateMany({ where: { ...where, failingSince: { not: null } }, data });
  } else {
    const data = { failingSince: outcome.at };
    await db(tx).webhookEndpoint.updateMany({ where: { ...where, failingSince: null }, data });
  }
}
