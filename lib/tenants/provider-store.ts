import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const PROVIDER_SELECT = {
  id: true,
  slug: true,
  name: true,
  email: true,
  currency: true,
  timezone: true,
  country: true,
  state: true,
  taxId: true,
  address: true,
  liveProviderId: true,
  keyPrefix: true,
  graceHours: true,
  paymentDays: true,
  gaugeFailure: true,
  branding: true,
  taxSettings: true,
  paperSettings: true,
  logoId: true,
  createdAt: true,
} as const satisfies Prisma.ProviderSelect;

export type ProviderRow = Prisma.ProviderGetPayload<{ select: typeof PROVIDER_SELECT }>;

export function insertProvider(tx: Tx, data: Prisma.ProviderUncheckedCreateInput): Promise<ProviderRow> {
  return db(tx).provider.create({ data, select: PROVIDER_SELECT });
}

export function readProvider(tx: Tx, providerId: ProviderId): Promise<ProviderRow | null> {
  return db(tx).provider.findUnique({ where: { id: providerId }, select: PROVIDER_SELECT });
}

export function changeProvider(
  tx: Tx,
  providerId: ProviderId,
  data: Prisma.ProviderUncheckedUpdateInput,
): Promise<ProviderRow> {
  return db(tx).provider.update({ where: { id: providerId }, data, select: PROVIDER_SELECT });
}

/** The same picture twice is one row. */
export async function insertLogo(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.LogoCreateManyInput, 'providerId'>,
): Promise<void> {
  await db(tx).logo.createMany({ data: [{ ...data, providerId }], skipDuplicates: true });
}

export function readLogoRow(
  tx: Tx,
  providerId: ProviderId,
  id: string,
): Promise<{ contentType: string; bytes: Uint8Array } | null> {
  return db(tx).logo.findFirst({ where: { providerId, id }, select: { contentType: true, bytes: true } });
}

/** Every open account of the installation, or those of one person, in the order they were made. */
export async function readProviders(
  tx: Tx,
  userId?: string,
): Promise<(ProviderRow & { role: string | null })[]> {
  const memberships = userId
    ? await db(tx).providerMember.findMany({ where: { userId }, select: { providerId: true, role: true } })
    : null;
  const roles = new Map(memberships?.map((membership) => [membership.providerId, membership.role]));
  const rows = await db(tx).provider.findMany({
    where: { closedAt: null, ...(memberships && { id: { in: [...roles.keys()] } }) },
    orderBy: [{ createdAt: 'asc' }, { slug: 'asc' }],
    select: PROVIDER_SELECT,
  });
  return rows.map((row) => ({ ...row, role: roles.get(row.id) ?? null }));
}

/** Of these accounts those that are open, by name. */
export function readProvidersOfIds(tx: Tx, ids: string[]) {
  return db(tx).provider.findMany({
    where: { closedAt: null, id: { in: ids } },
    orderBy: [{ name: 'asc' }, { slug: 'asc' }],
    select: { id: true, slug: true, name: true },
  });
}

/** False for somebody who is a member already. */
export async function insertProviderMember(
  tx: Tx,
  providerId: ProviderId,
  userId: string,
  role: string,
  createdAt: Date,
): Promise<boolean> {
  const data = [{ providerId, userId, role, createdAt }];
  const { count } = await db(tx).providerMember.createMany({ data, skipDuplicates: true });
  return count > 0;
}

/** The account's members, held against changes until the transaction ends. */
export function lockProviderMembers(
  tx: Tx,
  providerId: ProviderId,
): Promise<{ userId: string; role: string }[]> {
  return db(tx).$queryRaw`
    SELECT user_id AS "userId", role FROM provider_member
    WHERE provider_id = ${providerId} ORDER BY user_id FOR UPDATE`;
}

export async function setProviderMemberRole(
  tx: Tx,
  providerId: ProviderId,
  userId: string,
  role: string,
): Promise<void> {
  await db(tx).providerMember.updateMany({ where: { providerId, userId }, data: { role } });
}

export async function deleteProviderMember(tx: Tx, providerId: ProviderId, userId: string): Promise<void> {
  await db(tx).providerMember.deleteMany({ where: { providerId, userId } });
}

/** Closes an account and its sandbox; answers the ids of both. */
export async function markClosed(tx: Tx, providerId: ProviderId, closedAt: Date): Promise<ProviderId[]> {
  const rows = await db(tx).provider.updateManyAndReturn({
    where: { OR: [{ id: providerId }, { liveProviderId: providerId }] },
    data: { closedAt },
    select: { id: true },
  });
  return rows.map(({ id }) => id as ProviderId);
}

export async function endSecretKeys(tx: Tx, providerIds: ProviderId[], revokedAt: Date): Promise<void> {
  const where = { providerId: { in: providerIds }, revokedAt: null };
  await db(tx).secretKey.updateMany({ where, data: { revokedAt } });
}

/** What every account starts with. Written here, because the plans' room stands above this one. */
export async function insertDefaultMeter(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  createdAt: Date,
): Promise<void> {
  await db(tx).meter.create({
    data: { providerId, id, slug: 'calls', name: 'API calls', unit: 'call', aggregation: 'sum', createdAt },
    select: { id: true },
  });
}

const SECRET_KEY_SELECT = {
  id: true,
  name: true,
  prefix: true,
  last4: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
} as const satisfies Prisma.SecretKeySelect;

export type SecretKeyRow = Prisma.SecretKeyGetPayload<{ select: typeof SECRET_KEY_SELECT }>;

export function insertSecretKey(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.SecretKeyUncheckedCreateInput, 'providerId'>,
): Promise<SecretKeyRow> {
  return db(tx).secretKey.create({ data: { ...data, providerId }, select: SECRET_KEY_SELECT });
}

export function readSecretKeys(
  tx: Tx,
  providerId: ProviderId,
  take: number,
  afterId: string | null,
): Promise<SecretKeyRow[]> {
  return db(tx).secretKey.findMany({
    where: { providerId, ...(afterId !== null && { id: { lt: afterId } }) },
    orderBy: { id: 'desc' },
    take,
    select: SECRET_KEY_SELECT,
  });
}

/** Revokes a key that is not yet; null when there is no such key or it was revoked before. */
export async function endSecretKey(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  revokedAt: Date,
): Promise<SecretKeyRow | null> {
  const [row] = await db(tx).secretKey.updateManyAndReturn({
    where: { providerId, id, revokedAt: null },
    data: { revokedAt },
    select: SECRET_KEY_SELECT,
  });
  return row ?? null;
}

export function readSecretKey(tx: Tx, providerId: ProviderId, id: string): Promise<SecretKeyRow | null> {
  return db(tx).secretKey.findFirst({ where: { providerId, id }, select: SECRET_KEY_SELECT });
}

/** The same, held against changes until the transaction ends. */
export async function lockSecretKey(
  tx: Tx,
  providerId: ProviderId,
  id: string,
): Promise<SecretKeyRow | null> {
  const locked = await db(tx).$queryRaw<unknown[]>`
    SELECT 1 FROM secret_key WHERE provider_id = ${providerId} AND id = ${id} FOR UPDATE`;
  return locked.length > 0 ? readSecretKey(tx, providerId, id) : null;
}

/** Ends a key that is not revoked, at once or at an instant. */
export async function changeLiveSecretKey(
  tx: Tx,
  providerId: ProviderId,
  id: string,
  data: { expiresAt: Date } | { revokedAt: Date },
): Promise<void> {
  await db(tx).secretKey.updateMany({ where: { providerId, id, revokedAt: null }, data });
}

/** Moves a clock that stands at an instant on to another; false where it does not stand there. */
export async function advanceStandingClock(tx: Tx, id: ProviderId, from: Date, to: Date): Promise<boolean> {
  const { count } = await db(tx).provider.updateMany({
    where: { id, clockNow: from },
    data: { clockNow: to },
  });
  return count > 0;
}
