import type { Role } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';

const RANK: Record<Role, number> = { viewer: 0, admin: 1, owner: 2 };

/** A role column as a role; what the table does not know is the least. */
export function asRole(text: string | null): Role {
  return text === 'owner' || text === 'admin' ? text : 'viewer';
}

/** True when a role may do what `minimum` may. */
export function hasRole(role: Role, minimum: Role): boolean {
  return RANK[role] >= RANK[minimum];
}

/** @throws AppError `forbidden` for a role below the one needed */
export function assertRole(role: Role, minimum: Role): void {
  if (!hasRole(role, minimum)) {
    throw new AppError('forbidden', `This needs the role ${minimum}; yours is ${role}.`);
  }
}
