import { systemClock } from '@/lib/core/clock';
import type { Context, Role } from '@/lib/core/context';
import { resolveCustomerId } from '@/lib/tenants';
import { asRole } from '../roles';
import { readOpenInvitations } from './invitation-store';

export interface CustomerInvitation {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  expiresAt: string;
}

/** Whom a customer has asked into its team and who has not come yet. */
export async function listCustomerInvitations(
  ctx: Context,
  input: { customerId: string },
): Promise<CustomerInvitation[]> {
  const customerId = await resolveCustomerId(ctx, input.customerId);
  const rows = await readOpenInvitations(ctx, ctx.provider.id, customerId, systemClock.now());
  return rows.map(({ id, email, role, invitedBy, expiresAt }) => ({
    ...{ id, email, invitedBy },
    role: asRole(role),
    expiresAt: expiresAt.toISOString(),
  }));
}
