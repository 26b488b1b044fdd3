import { recordAudit } from '@/lib/audit';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { AppError, invalidField } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireOwnerFor, requireProviderWriter } from './permissions';
import { endSecretKeys, markClosed } from './provider-store';

/**
 * Closes the account and the sandbox beside it: from now on every call is refused, nothing is billed or sent any
 * more, and nobody can open it. What it holds is kept, as the law asks of invoices. Owners only.
 * @param input.slug typed by the owner, so that the right account is closed
 */
export async function closeProvider(ctx: Context, input: { slug: string }): Promise<void> {
  requireProviderWriter(ctx);
  requireOwnerFor(ctx, 'owner');
  const { id, slug, mode } = ctx.provider;
  if (mode === 'test') {
    throw new AppError('invalid_state', 'A sandbox is closed with the account that it belongs to.');
  }
  if (input.slug.trim() !== slug) {
    throw invalidField('slug', 'not_the_same', `Type ${slug} to close this account.`);
  }
  await inTransaction(ctx, async (inner) => {
    await recordAudit(inner, { action: 'provider.closed', targetId: id });
    const closed = await markClosed(inner, id, systemClock.now());
    await endSecretKeys(inner, closed, systemClock.now());
  });
}
