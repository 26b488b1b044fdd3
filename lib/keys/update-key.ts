import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { inTransaction } from '@/lib/infra/postgres';
import { givenOnly, requireWriter } from '@/lib/tenants';
import { findKey } from './find-key';
import { keyView } from './key-view';
import type { CreateKeyInput, Key } from './schemas';
import { changeLiveKey, type KeyChanges } from './store';

/** Changes what is given and leaves the rest; null lifts a limit. The secret stays the same. */
export async function updateKey(ctx: Context, input: { id: string; changes: CreateKeyInput }): Promise<Key> {
  requireWriter(ctx);
  const changes = columnsOf(input.changes);
  const fields = Object.keys(changes);
  return inTransaction(ctx, async (inner) => {
    const found = await findKey(inner, input.id);
    const row = await changeLiveKey(inner, ctx.provider.id, found.id, changes);
    if (!row) throw new AppError('invalid_state', 'A revoked key cannot be changed.');
    const { id, customerId } = row;
    if (fields.length > 0) {
      await recordAudit(inner, { action: 'key.updated', targetId: id, customerId, details: { fields } });
    }
    return keyView(row, ctx.clock.now());
  });
}

function columnsOf({ expiresAt, spendLimit, scopes, ipAllowList, ...rest }: CreateKeyInput): KeyChanges {
  return givenOnly({
    ...rest,
    scopes: scopes && [...new Set(scopes)],
    ipAllowList: ipAllowList && [...new Set(ipAllowList)],
    expiresAt: typeof expiresAt === 'string' ? new Date(expiresAt) : expiresAt,
    spendLimit: typeof spendLimit === 'number' ? BigInt(spendLimit) : spendLimit,
  });
}
