import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import { requireWriter } from '@/lib/tenants';
import { findKey } from './find-key';
import { generateSecret } from './key-format';
import { keyView } from './key-view';
import { key, type NewKey } from './schemas';
import { changeLiveKey, insertKey, type KeyRow, lockLiveKey } from './store';

/**
 * Puts a new key with the same settings in an old one's place. The old secret works on for the grace, or not
 * at all; a key can be rotated once, its successor after that.
 */
export async function rotateKey(ctx: Context, input: { id: string; graceSeconds: number }): Promise<NewKey> {
  requireWriter(ctx);
  const now = ctx.clock.now();
  return inTransaction(ctx, async (inner) => {
    const found = await findKey(inner, input.id);
    const old = await lockLiveKey(inner, ctx.provider.id, found.id);
    if (!old) throw new AppError('invalid_state', 'A revoked key cannot be rotated.');
    if (old.rotatedToId !== null) {
      throw new AppError('invalid_state', `This key was rotated already; rotate ${old.rotatedToId}.`);
    }
    if (keyView(old, now).status === 'expired') {
      throw new AppError('invalid_state', 'An expired key cannot be rotated; move its expiresAt first.');
    }
    const { row, secret } = await insertSuccessor(inner, old, now);
    await changeLiveKey(inner, ctx.provider.id, old.id, {
      rotatedToId: row.id,
      ...(input.graceSeconds > 0
        ? { expiresAt: graceEnd(old, now, input.graceSeconds) }
        : { revokedAt: now }),
    });
    await recordAudit(inner, {
      action: 'key.rotated',
      targetId: old.id,
      customerId: old.customerId,
      details: { rotatedTo: row.id, graceSeconds: input.graceSeconds },
    });
    await publishEvent(inner, { type: 'key.rotated', subjectId: old.id, customerId: old.customerId });
    return { ...keyView(row, now), secret };
  });
}

async function insertSuccessor(ctx: Context, old: KeyRow, now: Date) {
  const { secret, hash, prefix, last4 } = generateSecret(ctx.provider.keyPrefix, ctx.provider.mode);
  const row = await insertKey(ctx, ctx.provider.id, {
    id: newId('key', now),
    customerId: old.customerId,
    hash,
    prefix,
    last4,
    name: old.name,
    scopes: old.scopes,
    ipAllowList: old.ipAllowList,
    rateLimit: key.shape.rateLimit.parse(old.rateLimit),
    quota: key.shape.quota.parse(old.quota),
    spendLimit: old.spendLimit,
    expiresAt: old.expiresAt,
    createdAt: now,
  });
  return { row, secret };
}

/** A grace never makes a key live longer than it would have. */
function graceEnd(old: KeyRow, now: Date, graceSeconds: number): Date {
  const end = new Date(now.getTime() + graceSeconds * 1000);
  return old.expiresAt !== null && old.expiresAt < end ? old.expiresAt : end;
}
