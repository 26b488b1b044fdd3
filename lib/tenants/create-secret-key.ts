import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
// Only the pure format: making a secret needs nothing else of the keys' room, which stands above this one.
import { generateSecret, PROVIDER_SECRET_PREFIX } from '@/lib/keys/key-format';
import { requireProviderWriter } from './permissions';
import { insertSecretKey } from './provider-store';
import { type SecretKeyView, secretKeyView } from './provider-view';

/** Makes a secret key for the provider's own use of the API. The answer is the one time `secret` is shown. */
export async function createSecretKey(
  ctx: Context,
  input: { name?: string; expiresAt?: string | null },
): Promise<SecretKeyView & { secret: string }> {
  requireProviderWriter(ctx);
  const createdAt = ctx.clock.now();
  const { secret, hash, prefix, last4 } = generateSecret(PROVIDER_SECRET_PREFIX, ctx.provider.mode);
  return inTransaction(ctx, async (inner) => {
    const row = await insertSecretKey(inner, ctx.provider.id, {
      id: newId('secretKey', createdAt),
      name: input.name ?? '',
      hash,
      prefix,
      last4,
      createdAt,
      expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
    });
    await recordAudit(inner, { action: 'secret_key.created', targetId: row.id, details: { name: row.name } });
    return { ...secretKeyView(row), secret };
  });
}
