import { systemClock } from '@/lib/core/clock';
import type { Context, Role } from '@/lib/core/context';
import { getCustomer } from '@/lib/tenants';
import { asRole } from '../roles';
import { hashOf } from '../token';
import { readOpenInvitation } from './invitation-store';

export interface FoundInvitation {
  email: string;
  role: Role;
  invitedBy: string;
  team: string;
}

/** What a link invites to, as long as it is good; null for any other text. */
export async function findCustomerInvitation(
  visitor: Context,
  input: { token: string },
): Promise<FoundInvitation | null> {
  const row = await readOpenInvitation(visitor, visitor.provider.id, hashOf(input.token), systemClock.now());
  if (!row) return null;
  const { name: team } = await getCustomer(visitor, { id: row.customerId });
  return { email: row.email, role: asRole(row.role), invitedBy: row.invitedBy, team };
}
