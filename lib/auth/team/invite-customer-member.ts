import { recordAudit } from '@/lib/audit';
import { systemClock } from '@/lib/core/clock';
import type { Context, Role } from '@/lib/core/context';
import { AppError, invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { env } from '@/lib/env';
import { inTransaction } from '@/lib/infra/postgres';
import { sendInvitationMail } from '@/lib/notify';
import { getCustomer, listCustomerMembers, requireWriter, userEmail } from '@/lib/tenants';
import { countAccountMail } from '../account/mail-limit';
import { hashOf, newToken } from '../token';
import { insertInvitation, revokeInvitations } from './invitation-store';

const DAYS = 7;

/** Asks somebody into a customer's team by mail. A new invitation takes the place of an older one. */
export async function inviteCustomerMember(
  ctx: Context,
  input: { customerId: string; email: string; role: Role },
): Promise<void> {
  requireWriter(ctx);
  const { role } = input;
  if (role === 'owner' && ctx.actor.kind === 'customer_member' && ctx.actor.role !== 'owner') {
    throw new AppError('forbidden', 'Only an owner may invite another owner.');
  }
  const email = userEmail(input.email);
  const token = newToken();
  // Real time, also in a sandbox: links belong to people.
  const createdAt = systemClock.now();
  const customer = await getCustomer(ctx, { id: input.customerId });
  const members = await listCustomerMembers(ctx, { customerId: customer.id });
  if (members.some((member) => member.email === email)) {
    throw invalidField('email', 'already_exists', 'This person is a member already.');
  }
  countAccountMail(email, null);
  await inTransaction(ctx, async (inner) => {
    const providerId = ctx.provider.id;
    await revokeInvitations(inner, providerId, { customerId: customer.id, email }, createdAt);
    const row = await insertInvitation(inner, providerId, {
      ...{ id: newId('customerInvitation', createdAt), customerId: customer.id, email, role },
      ...{ hash: hashOf(token), invitedBy: ctx.actor.name, createdAt },
      expiresAt: new Date(createdAt.getTime() + DAYS * 86_400_000),
    });
    const url = `${env().appUrl}/p/${ctx.provider.slug}/join?token=${token}`;
    const props = { url, inviter: ctx.actor.name, team: customer.name, days: DAYS };
    await sendInvitationMail(inner, { to: email, ...props });
    const details = { email, role };
    await recordAudit(inner, {
      ...{ action: 'customer_member.invited', targetId: row.id, customerId: customer.id, details },
    });
  });
}
