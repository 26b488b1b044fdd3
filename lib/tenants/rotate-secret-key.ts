import { recordAudit } from '@/lib/audit';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { AppError, notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { generateSecret, PROVIDER_SECRET_PREFIX } from '@/lib/keys/key-format';
import { requireProviderWriter } from './permissions';
import { changeLiveSecretKey, insertSecretKey, lockSecretKey } from './provider-store';
import { type SecretKeyView, secretKeyView } from './provider-view';

/**
 * Puts a new secret key in an old one's place. The old secret works on for the grace, or not at all; its end is
 * never moved back. Graces are real time, also in a sandbox: they are for people who roll out a new secret.
 * @throws AppError `invalid_state` for a key that is revoked or has expired
 */
export async function rotateSecretKey(
  ctx: Context,
  input: { id: string; graceSeconds: number },
): Promise<SecretKeyView & { secret: string }> {
  requireProviderWriter(ctx);
  const now = systemClock.now();
  const made = generateSecret(PROVIDER_SECRET_PREFIX, ctx.provider.mode);
  return inTransaction(ctx, async (inner) => {
    const old = await lockSecretKey(inner, ctx.provider.id, input.id);
    if (!old) throw notFound('secret key');
    if (old.revokedAt) throw new AppError('invalid_state', 'A revoked secret key cannot be rolled.');
    if (old.expiresAt && old.expiresAt <= now) {
      throw new AppError('invalid_state', 'An expired secret key cannot be rolled.');
    }
    const { secret, hash, prefix, last4 } = made;
    const row = await insertSecretKey(inner, ctx.provider.id, {
      ...{ id: newId('secretKey', now), name: old.name, hash, prefix, last4 },
      createdAt: ctx.clock.now(),
    });
    const graceEnd = new Date(now.getTime() + input.graceSeconds * 1000);
    await changeLiveSecretKey(
      inner,
      ctx.provider.id,
      old.id,
      input.graceSeconds > 0
        ? { expiresAt: old.expiresAt && old.expiresAt < graceEnd ? old.expiresAt : graceEnd }
        : { revokedAt: ctx.clock.now() },
    );
    const details = { rotatedTo: row.id, graceSeconds: input.graceSeconds };
    await recordAudit(inner, { action: 'secret_key.rotated', targetId: old.id, details });
    return { ...secretKeyView(row), secret };
  });
}
