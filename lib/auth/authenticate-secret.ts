import { LRUCache } from 'lru-cache';
import { type Clock, systemClock } from '@/lib/core/clock';
import type { Context, ProviderFacts } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { announcements } from '@/lib/infra/announcements';
import { HOT_PATIENCE_MS, untenantedDb, within } from '@/lib/infra/postgres';
import { single } from '@/lib/infra/runtime';
import { hashSecret, PROVIDER_SECRET_PREFIX, parseSecret } from '@/lib/keys/key-format';
import { PROVIDER_FACTS_SELECT, providerFacts } from '@/lib/tenants/provider-facts';

interface KnownSecret {
  provider: ProviderFacts;
  clock: Clock;
  keyId: string;
  keyName: string;
  expiresAtMs: number | null;
}

/** Entries are dropped when the provider's row or keys change; the age bounds what a lost message can cost. */
const CACHE_SIZE = 10_000;
const CACHE_AGE_MS = 5_000;

function knownSecrets(): LRUCache<string, KnownSecret> {
  return single('known-secrets', () => {
    const cache = new LRUCache<string, KnownSecret>({ max: CACHE_SIZE, ttl: CACHE_AGE_MS });
    announcements().subscribe((change) => {
      // Customers' changes say nothing about secrets.
      if (change?.customerId) return;
      for (const [secret, known] of cache.entries()) {
        if (!change || known.provider.id === change.providerId) cache.delete(secret);
      }
    });
    return cache;
  });
}

const UNAUTHORIZED = 'Send a valid secret key as "Authorization: Bearer tg_live_…" or "tg_test_…".';

/**
 * The context of a request that carries a provider's secret key. Throws `unauthorized` for a missing,
 * malformed, unknown, revoked or expired key, all in the same words.
 */
export async function authenticateSecret(authorization: string | null, requestId: string): Promise<Context> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!secret || parseSecret(secret)?.prefix !== PROVIDER_SECRET_PREFIX) {
    throw new AppError('unauthorized', UNAUTHORIZED);
  }
  const known = knownSecrets().get(secret) ?? (await within(HOT_PATIENCE_MS, lookUp(secret)));
  if (!known || (known.expiresAtMs !== null && known.expiresAtMs <= systemClock.tickingMs())) {
    throw new AppError('unauthorized', UNAUTHORIZED);
  }
  return {
    provider: known.provider,
    actor: { kind: 'secret_key', id: known.keyId, name: known.keyName },
    clock: known.clock,
    requestId,
  };
}

async function lookUp(secret: string): Promise<KnownSecret | null> {
  const prisma = untenantedDb();
  const key = await prisma.secretKey.findFirst({
    where: { hash: hashSecret(secret), revokedAt: null },
    select: { id: true, name: true, providerId: true, expiresAt: true },
  });
  if (!key) return null;
  const row = await prisma.provider.findUnique({
    where: { id: key.providerId, closedAt: null },
    select: PROVIDER_FACTS_SELECT,
  });
  if (!row) return null;
  const known = {
    ...providerFacts(row),
    keyId: key.id,
    keyName: key.name,
    expiresAtMs: key.expiresAt?.getTime() ?? null,
  };
  knownSecrets().set(secret, known);
  return known;
}
