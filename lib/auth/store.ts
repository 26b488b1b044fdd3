import type { Context, ProviderId } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

// Sessions belong to people, and people to no tenant: the first queries here have no tenant to be scoped by.

export interface NewSession {
  id: string;
  userId: string;
  userAgent: string | null;
  createdAt: Date;
  expiresAt: Date;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await db(tx).session.create({ data: session, select: { id: true } });
}

/** The session if it is neither revoked nor expired, with its person. */
export async function findLiveSession(tx: Tx, id: string, now: Date) {
  const session = await db(tx).session.findUnique({
    where: { id, revokedAt: null, expiresAt: { gt: now } },
    select: { id: true, userId: true, providerId: true, customerId: true },
  });
  if (!session?.userId) return null;
  const user = await db(tx).user.findUnique({
    where: { id: session.userId },
    select: { id: true, email: true, name: true },
  });
  return user && { ...session, user };
}

export async function markSessionRevoked(tx: Tx, id: string, at: Date): Promise<void> {
  await db(tx).session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
}

/** Ends all of a person's sessions: whoever learned the old password is out as well. */
export async function revokeSessionsOf(tx: Tx, userId: string, at: Date): Promise<void> {
  await db(tx).session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: at } });
}

export function findUserByEmail(tx: Tx, email: string) {
  return db(tx).user.findUnique({
    where: { email },
    select: { id: true, email: true, name: true, passwordHash: true },
  });
}

/** The customers of one provider that a person may act for, the longest known first. */
export function findCustomerMemberships(tx: Tx, providerId: ProviderId, userId: string) {
  return db(tx).customerMember.findMany({
    where: { providerId, userId },
    orderBy: [{ createdAt: 'asc' }, { customerId: 'asc' }],
    select: { customerId: true, role: true },
  });
}

/** The provider in whose portal a person became a member last; null for somebody in none. */
export async function findPortalSlugOfUser(tx: Tx, userId: string): Promise<string | null> {
  const membership = await db(tx).customerMember.findFirst({
    where: { userId },
    orderBy: { createdAt: 'desc' },
    select: { providerId: true },
  });
  if (!membership) return null;
  const provider = await db(tx).provider.findUnique({
    where: { id: membership.providerId, closedAt: null },
    select: { slug: true },
  });
  return provider?.slug ?? null;
}

export interface PortalSessionRow {
  id: string;
  providerId: string;
  customerId: string;
  openedBy: { id: string; name: string } | null;
  returnUrl: string | null;
  userAgent: string | null;
  createdAt: Date;
  expiresAt: Date;
}

export async function insertPortalSession(tx: Tx, { openedBy, ...session }: PortalSessionRow): Promise<void> {
  await db(tx).session.create({
    data: { ...session, ...(openedBy && { openedBy }) },
    select: { id: true },
  });
}

/** A portal link's session, if it is neither revoked nor expired and of this provider. */
export async function findPortalSession(tx: Tx, providerId: ProviderId, id: string, now: Date) {
  return db(tx).session.findFirst({
    where: { id, providerId, userId: null, revokedAt: null, expiresAt: { gt: now } },
    select: { id: true, customerId: true, openedBy: true, returnUrl: true },
  });
}

export async function insertToken(
  tx: Tx,
  /** Null for the installation's own. */
  providerId: ProviderId | null,
  token: {
    hash: Uint8Array<ArrayBuffer>;
    purpose: string;
    payload: object;
    expiresAt: Date;
    createdAt: Date;
  },
): Promise<void> {
  await db(tx).oneTimeToken.create({ data: { ...token, providerId }, select: { purpose: true } });
}

export interface TokenLookup {
  hash: Uint8Array<ArrayBuffer>;
  purpose: string;
  now: Date;
}

/** What a token carries that is still good, without using it up; null for any other. */
export async function readToken(tx: Tx, providerId: ProviderId | null, by: TokenLookup): Promise<unknown> {
  const token = await db(tx).oneTimeToken.findFirst({
    where: { providerId, hash: by.hash, purpose: by.purpose, usedAt: null, expiresAt: { gt: by.now } },
    select: { payload: true },
  });
  return token?.payload ?? null;
}

/** Uses a token up and returns what it carries; null when it is unknown, over or was used before. */
export async function takeToken(tx: Tx, providerId: ProviderId | null, by: TokenLookup): Promise<unknown> {
  const [token] = await db(tx).oneTimeToken.updateManyAndReturn({
    where: { providerId, hash: by.hash, purpose: by.purpose, usedAt: null, expiresAt: { gt: by.now } },
    data: { usedAt: by.now },
    select: { payload: true },
  });
  return token?.payload ?? null;
}

/** A token that is neither used nor over; it stays as it is. */
export async function findToken(
  tx: Tx,
  providerId: ProviderId,
  by: { hash: Uint8Array<ArrayBuffer>; purpose: string; now: Date },
): Promise<unknown> {
  const token = await db(tx).oneTimeToken.findFirst({
    where: { providerId, hash: by.hash, purpose: by.purpose, usedAt: null, expiresAt: { gt: by.now } },
    select: { payload: true },
  });
  return token?.payload ?? null;
}

/** Tokens of a purpose that are neither used nor over, oldest first. */
export function readTokens(tx: Tx, providerId: ProviderId, by: { purpose: string; now: Date }) {
  return db(tx).oneTimeToken.findMany({
    where: { providerId, purpose: by.purpose, usedAt: null, expiresAt: { gt: by.now } },
    orderBy: { createdAt: 'asc' },
    select: { payload: true, expiresAt: true },
  });
}

/** Takes back what one address was sent and has not used; answers how many. */
export async function dropTokens(
  tx: Tx,
  providerId: ProviderId,
  by: { purpose: string; email: string },
): Promise<number> {
  const payload = { path: ['email'], equals: by.email };
  const where = { providerId, purpose: by.purpose, usedAt: null, payload };
  const { count } = await db(tx).oneTimeToken.deleteMany({ where });
  return count;
}
