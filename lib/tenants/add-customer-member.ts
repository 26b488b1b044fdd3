import { recordAudit } from '@/lib/audit';
import type { Context, Role } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { inTransaction, orAlreadyExists } from '@/lib/infra/postgres';
import { findCustomer } from './find-customer';
import { requireWriter } from './permissions';
import { insertCustomerMember } from './store';

/** Lets a person (a user that exists, see `ensureUser`) into a customer's portal. */
export async function addCustomerMember(
  ctx: Context,
  input: { customerId: string; userId: string; role: Role },
): Promise<void> {
  requireWriter(ctx);
  const { userId, role } = input;
  // Who only manages must not make someone who owns.
  if (ctx.actor.kind === 'customer_member' && role === 'owner' && ctx.actor.role !== 'owner') {
    throw new AppError('forbidden', 'Only an owner may make another owner.');
  }
  await inTransaction(ctx, async (inner) => {
    const { id } = await findCustomer(inner, input.customerId);
    await orAlreadyExists(
      insertCustomerMember(inner, ctx.provider.id, {
        customerId: id,
        userId,
        role,
        createdAt: ctx.clock.now(),
      }),
      'email',
      'This person is a member already.',
    );
    await recordAudit(inner, {
      action: 'customer_member.added',
      targetId: userId,
      customerId: id,
      details: { role },
    });
  });
}
