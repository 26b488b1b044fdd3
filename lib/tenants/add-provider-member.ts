import { recordAudit } from '@/lib/audit';
import type { Context, Role } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireOwnerFor, requireProviderWriter } from './permissions';
import { insertProviderMember } from './provider-store';

/** Lets a person (a user that exists, see `ensureUser`) into the dashboard of this account. */
export async function addProviderMember(ctx: Context, input: { userId: string; role: Role }): Promise<void> {
  requireProviderWriter(ctx);
  requireOwnerFor(ctx, input.role);
  const { userId, role } = input;
  await inTransaction(ctx, async (inner) => {
    const isNew = await insertProviderMember(inner, ctx.provider.id, userId, role, ctx.clock.now());
    if (!isNew) throw new AppError('already_exists', 'This person is a member already.');
    await recordAudit(inner, { action: 'member.added', targetId: userId, details: { role } });
  });
}
