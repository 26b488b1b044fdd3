import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { requireProviderWriter } from './permissions';
import { endSecretKey, readSecretKey } from './provider-store';
import { type SecretKeyView, secretKeyView } from './provider-view';

/** Ends a secret key at once. Revoking again changes nothing. */
export async function revokeSecretKey(ctx: Context, input: { id: string }): Promise<SecretKeyView> {
  requireProviderWriter(ctx);
  return inTransaction(ctx, async (inner) => {
    const ended = await endSecretKey(inner, ctx.provider.id, input.id, ctx.clock.now());
    if (ended) {
      await recordAudit(inner, { action: 'secret_key.revoked', targetId: ended.id });
      return secretKeyView(ended);
    }
    const row = await readSecretKey(inner, ctx.provider.id, input.id);
    if (!row) throw notFound('secret key');
    return secretKeyView(row);
  });
}
