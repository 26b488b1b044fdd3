import type { Context } from '@/lib/core/context';
import { db } from '@/lib/infra/postgres';

type Tx = Pick<Context, 'transaction'>;

/** Users belong to no tenant: one person may sign in to several providers and portals. */
const USER_SELECT = {
  id: true,
  email: true,
  name: true,
  passwordHash: true,
  emailVerifiedAt: true,
} as const;

/** One spelling of an address is one person. */
export function userEmail(email: string): string {
  return email.trim().toLowerCase();
}

export function readUserByEmail(tx: Tx, email: string) {
  return db(tx).user.findUnique({ where: { email: userEmail(email) }, select: USER_SELECT });
}

export function readUser(tx: Tx, id: string) {
  return db(tx).user.findUnique({ where: { id }, select: USER_SELECT });
}

/** The first confirmation counts. */
export async function markUserConfirmed(tx: Tx, id: string, at: Date): Promise<void> {
  await db(tx).user.updateMany({ where: { id, emailVerifiedAt: null }, data: { emailVerifiedAt: at } });
}

export async function writePassword(tx: Tx, id: string, passwordHash: string | null): Promise<void> {
  await db(tx).user.updateMany({ where: { id }, data: { passwordHash } });
}

/** The customers that a person may act for, of all providers, the longest known first. */
export function readMembershipsOfUser(tx: Tx, userId: string) {
  return db(tx).customerMember.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'asc' }, { customerId: 'asc' }],
    select: { providerId: true, customerId: true, role: true },
  });
}

export function readUsers(tx: Tx, ids: string[]) {
  return db(tx).user.findMany({ where: { id: { in: ids } }, select: { id: true, email: true, name: true } });
}

export function insertUser(
  tx: Tx,
  data: { id: string; email: string; name: string; passwordHash: string | null; createdAt: Date },
) {
  return db(tx).user.create({ data: { ...data, email: userEmail(data.email) }, select: USER_SELECT });
}
