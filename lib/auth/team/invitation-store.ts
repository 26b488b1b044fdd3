import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const INVITATION_SELECT = {
  id: true,
  customerId: true,
  email: true,
  role: true,
  invitedBy: true,
  expiresAt: true,
  createdAt: true,
} as const satisfies Prisma.CustomerInvitationSelect;

export type InvitationRow = Prisma.CustomerInvitationGetPayload<{ select: typeof INVITATION_SELECT }>;

const open = (now: Date) => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: now } });

export async function insertInvitation(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.CustomerInvitationUncheckedCreateInput, 'providerId'>,
): Promise<InvitationRow> {
  return db(tx).customerInvitation.create({ data: { ...data, providerId }, select: INVITATION_SELECT });
}

/** Those that still work, the newest first. */
export function readOpenInvitations(
  tx: Tx,
  providerId: ProviderId,
  customerId: string,
  now: Date,
): Promise<InvitationRow[]> {
  return db(tx).customerInvitation.findMany({
    where: { providerId, customerId, ...open(now) },
    orderBy: { id: 'desc' },
    take: 100,
    select: INVITATION_SELECT,
  });
}

export function readOpenInvitation(
  tx: Tx,
  providerId: ProviderId,
  hash: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<InvitationRow | null> {
  return db(tx).customerInvitation.findFirst({
    where: { providerId, hash, ...open(now) },
    select: INVITATION_SELECT,
  });
}

/** Takes an invitation; null when it is over or another took it. One update decides. */
export async function takeInvitation(
  tx: Tx,
  providerId: ProviderId,
  hash: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<InvitationRow | null> {
  const [row] = await db(tx).customerInvitation.updateManyAndReturn({
    where: { providerId, hash, ...open(now) },
    data: { acceptedAt: now },
    select: INVITATION_SELECT,
  });
  return row ?? null;
}

/** Ends the open invitations of a customer to an address, or the one with an id; says how many those were. */
export async function revokeInvitations(
  tx: Tx,
  providerId: ProviderId,
  by: { customerId: string } & ({ email: string } | { id: string }),
  now: Date,
): Promise<number> {
  const where = { providerId, ...by, ...open(now) };
  const { count } = await db(tx).customerInvitation.updateMany({ where, data: { revokedAt: now } });
  return count;
}
