import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { invalidField } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { addCustomerMember, confirmUser, ensureUser } from '@/lib/tenants';
import { proveNewOrOwn } from '../prove-new-or-own';
import { asRole } from '../roles';
import { findUserByEmail } from '../store';
import { hashOf } from '../token';
import { readOpenInvitation, takeInvitation } from './invitation-store';

export interface AcceptInvitation {
  token: string;
  /** Who is signed in; their address must be the invited one, else the password proves who comes. */
  signedIn: { id: string; email: string } | null;
  /** Of somebody new, and their password; of somebody known, the password that they have. */
  name?: string | undefined;
  password?: string | undefined;
  address: string | null;
}

const OVER = 'This invitation is over, was taken back or was used before.';

/**
 * Lets whoever holds a link into the team, as the person with the invited address: made when new, else proved by
 * session or password. All of it or nothing; a link is good once. The link came by mail, so it confirms the address.
 */
export async function acceptCustomerInvitation(
  visitor: Context,
  input: AcceptInvitation,
): Promise<{ userId: string; customerId: string }> {
  const hash = hashOf(input.token);
  const now = systemClock.now();
  const found = await readOpenInvitation(visitor, visitor.provider.id, hash, now);
  if (!found) throw invalidField('token', 'not_valid', OVER);
  const accepted = await proveNewOrOwn(found.email, input.address, () =>
    inTransaction(visitor, async (inner) => {
      const taken = await takeInvitation(inner, visitor.provider.id, hash, now);
      if (!taken) throw invalidField('token', 'not_valid', OVER);
      const userId = await personOf(inner, taken.email, input);
      const { customerId } = taken;
      const invitation = { kind: 'system', id: taken.id, name: `Invitation of ${taken.invitedBy}` } as const;
      await addCustomerMember(
        { ...inner, actor: invitation },
        { customerId, userId, role: asRole(taken.role) },
      );
      return { userId, customerId };
    }),
  );
  await confirmUser(visitor, { userId: accepted.userId });
  return accepted;
}

async function personOf(ctx: Context, email: string, input: AcceptInvitation): Promise<string> {
  const { signedIn, name, password } = input;
  if (signedIn?.email === email) return signedIn.id;
  const isKnown = (await findUserByEmail(ctx, email)) !== null;
  if (!isKnown && name === undefined) throw invalidField('name', 'required', 'Please fill this in.');
  if (password === undefined) throw invalidField('password', 'required', 'Please fill this in.');
  return (await ensureUser(ctx, { email, name: name ?? email, password })).id;
}
