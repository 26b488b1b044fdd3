import { toSafeNumber } from '@/lib/core/money';
import { type Key, key } from './schemas';
import type { KeyRow } from './store';

/** A key as the contract shows it at an instant: an expired one says so. */
export function keyView(row: KeyRow, now: Date): Key {
  return {
    id: row.id,
    customer: row.customerId,
    name: row.name,
    prefix: row.prefix,
    last4: row.last4,
    status: statusOf(row, now),
    scopes: row.scopes,
    ipAllowList: row.ipAllowList,
    rateLimit: key.shape.rateLimit.parse(row.rateLimit),
    quota: key.shape.quota.parse(row.quota),
    spendLimit: row.spendLimit === null ? null : toSafeNumber(row.spendLimit, 'spendLimit'),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    rotatedTo: row.rotatedToId,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

function statusOf(row: KeyRow, now: Date): Key['status'] {
  if (row.revokedAt !== null) return 'revoked';
  return row.expiresAt !== null && row.expiresAt <= now ? 'expired' : 'active';
}
