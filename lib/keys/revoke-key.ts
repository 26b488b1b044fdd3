import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { inTransaction } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import { requireWriter } from '@/lib/tenants';
import { findKey } from './find-key';
import { keyView } from './key-view';
import type { Key } from './schemas';
import { changeLiveKey } from './store';

/** Ends a key at once: the next call with it is denied. Revoking again changes nothing. */
export async function revokeKey(ctx: Context, input: { id: string }): Promise<Key> {
  requireWriter(ctx);
  const now = ctx.clock.now();
  return inTransaction(ctx, async (inner) => {
    const found = await findKey(inner, input.id);
    const row = await changeLiveKey(inner, ctx.provider.id, found.id, { revokedAt: now });
    if (!row) return keyView(await findKey(inner, input.id), now);
    await recordAudit(inner, { action: 'key.revoked', targetId: row.id, customerId: row.customerId });
    await publishEvent(inner, { type: 'key.revoked', subjectId: row.id, customerId: row.customerId });
    return keyView(row, now);
  });
}
