import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/infra/postgres';
import { publishEvent } from '@/lib/outbox';
import { requireWriter, resolveCustomerId } from '@/lib/tenants';
import { generateSecret } from './key-format';
import { keyView } from './key-view';
import type { CreateKeyInput, NewKey } from './schemas';
import { insertKey } from './store';

/** Makes a key for a customer. The answer is the one time `secret` is shown. */
export async function createKey(
  ctx: Context,
  input: { customer: string; key: CreateKeyInput },
): Promise<NewKey> {
  requireWriter(ctx);
  const { key } = input;
  const createdAt = ctx.clock.now();
  const { secret, hash, prefix, last4 } = generateSecret(ctx.provider.keyPrefix, ctx.provider.mode);
  return inTransaction(ctx, async (inner) => {
    const customerId = await resolveCustomerId(inner, input.customer);
    const row = await insertKey(inner, ctx.provider.id, {
      id: newId('key', createdAt),
      customerId,
      hash,
      prefix,
      last4,
      name: key.name ?? '',
      scopes: [...new Set(key.scopes)],
      ipAllowList: [...new Set(key.ipAllowList)],
      rateLimit: key.rateLimit ?? null,
      quota: key.quota ?? null,
      spendLimit: key.spendLimit == null ? null : BigInt(key.spendLimit),
      expiresAt: key.expiresAt ? new Date(key.expiresAt) : null,
      createdAt,
    });
    await recordAudit(inner, {
      action: 'key.created',
      targetId: row.id,
      customerId,
      details: { prefix, last4 },
    });
    await publishEvent(inner, { type: 'key.created', subjectId: row.id, customerId });
    return { ...keyView(row, createdAt), secret };
  });
}
