import type { Context } from '@/lib/core/context';
import { type Member, role } from './schemas';
import { readUsers } from './user-store';

interface MemberRow {
  userId: string;
  role: string;
  createdAt: Date;
}

/** Memberships with the people's names. Two queries, because users live in no tenant. */
export async function withUsers(ctx: Context, rows: MemberRow[]): Promise<Member[]> {
  const users = await readUsers(
    ctx,
    rows.map((row) => row.userId),
  );
  const byId = new Map(users.map((user) => [user.id, user]));
  return rows.flatMap((row) => {
    const user = byId.get(row.userId);
    if (!user) return [];
    return {
      userId: row.userId,
      email: user.email,
      name: user.name,
      role: role.parse(row.role),
      createdAt: row.createdAt.toISOString(),
    };
  });
}
