import type { Context, ProviderId } from '@/lib/core/context';
import { db, type Prisma } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

const INVITATION_SELECT = {
  id: true,
  planId: true,
  email: true,
  uses: true,
  usesLeft: true,
  expiresAt: true,
  revokedAt: true,
  createdAt: true,
} as const satisfies Prisma.PlanInvitationSelect;

export type InvitationRow = Prisma.PlanInvitationGetPayload<{ select: typeof INVITATION_SELECT }>;

export function insertInvitation(
  tx: Tx,
  providerId: ProviderId,
  data: Omit<Prisma.PlanInvitationUncheckedCreateInput, 'providerId'>,
): Promise<InvitationRow> {
  return db(tx).planInvitation.create({ data: { ...data, providerId }, select: INVITATION_SELECT });
}

export function readInvitations(
  tx: Tx,
  providerId: ProviderId,
  planId: string,
  take: number,
  afterId: string | null,
): Promise<InvitationRow[]> {
  return db(tx).planInvitation.findMany({
    where: { providerId, planId, ...(afterId !== null && { id: { lt: afterId } }) },
    orderBy: { id: 'desc' },
    take,
    select: INVITATION_SELECT,
  });
}

/** Revokes one of a plan's invitations; one that was revoked before keeps its time. Null when there is none. */
export async function revokeInvitationRow(
  tx: Tx,
  providerId: ProviderId,
  { planId, id }: { planId: string; id: string },
  at: Date,
): Promise<InvitationRow | null> {
  await db(tx).planInvitation.updateMany({
    where: { providerId, planId, id, revokedAt: null },
    data: { revokedAt: at },
  });
  return db(tx).planInvitation.findFirst({ where: { providerId, planId, id }, select: INVITATION_SELECT });
}

function open(providerId: ProviderId, hash: Uint8Array<ArrayBuffer>, now: Date) {
  return {
    ...{ providerId, hash, revokedAt: null, usesLeft: { gt: 0 } },
    OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
  } satisfies Prisma.PlanInvitationWhereInput;
}

/** An invitation that still works, by the hash of its token. */
export function readOpenInvitation(
  tx: Tx,
  providerId: ProviderId,
  hash: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<InvitationRow | null> {
  return db(tx).planInvitation.findFirst({
    where: open(providerId, hash, now),
    select: INVITATION_SELECT,
  });
}

/** Takes one use; null when another took the last or it is for another address. One update decides. */
export async function takeInvitationUse(
  tx: Tx,
  providerId: ProviderId,
  hash: Uint8Array<ArrayBuffer>,
  by: { email: string; now: Date },
): Promise<InvitationRow | null> {
  const [row] = await db(tx).planInvitation.updateManyAndReturn({
    where: {
      AND: [open(providerId, hash, by.now), { OR: [{ email: null }, { email: by.email.toLowerCase() }] }],
    },
    data: { usesLeft: { decrement: 1 }, uses: { increment: 1 } },
    select: INVITATION_SELECT,
  });
  return row ?? null;
}
