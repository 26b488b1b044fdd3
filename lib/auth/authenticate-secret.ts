import { LRUCache } from 'lru-cache';
import { type Clock, systemClock } from '@/lib/core/clock';
import type { Context, ProviderFacts } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { type Known, whenKnown } from '@/lib/core/known';
import { announcements } from '@/lib/infra/announcements';
import { noteSecretUse } from '@/lib/infra/last-used';
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
/** How exactly the age is kept: every look at the machine's time costs. */
const CACHE_AGE_STEP_MS = 100;

/** The secrets in use. Concurrent requests that miss share one look-up. */
class KnownSecrets {
  private readonly cache = new LRUCache<string, KnownSecret>({
    max: CACHE_SIZE,
    ttl: CACHE_AGE_MS,
    ttlResolution: CACHE_AGE_STEP_MS,
  });
  private readonly loading = new Map<string, Promise<KnownSecret | null>>();
  /** Counts changes, so that a look-up which one overtook is not kept. */
  private changes = 0;

  constructor() {
    announcements().subscribe((change) => {
      // Customers' changes say nothing about secrets.
      if (change?.customerId) return;
      this.changes++;
      this.loading.clear();
      for (const [secret, known] of this.cache.entries()) {
        if (!change || known.provider.id === change.providerId) this.cache.delete(secret);
      }
    });
  }

  /** At once what is known, else a promise of it; null for what is no valid secret. */
  find(secret: string): Known<KnownSecret | null> {
    const known = this.cache.get(secret);
    if (known) return known;
    // What cannot be a secret of ours is not worth a query.
    if (parseSecret(secret)?.prefix !== PROVIDER_SECRET_PREFIX) return null;
    const running = this.loading.get(secret);
    if (running) return running;
    const started = this.load(secret).finally(() => {
      if (this.loading.get(secret) === started) this.loading.delete(secret);
    });
    this.loading.set(secret, started);
    return started;
  }

  private async load(secret: string): Promise<KnownSecret | null> {
    const before = this.changes;
    const known = await within(HOT_PATIENCE_MS, lookUp(secret));
    if (known && this.changes === before) this.cache.set(secret, known);
    return known;
  }
}

const knownSecrets = () => single('known-secrets', () => new KnownSecrets());

const UNAUTHORIZED = 'Send a valid secret key as "Authorization: Bearer tg_live_…" or "tg_test_…".';

/**
 * The context of a request that carries a provider's secret key.
 * @throws AppError `unauthorized` for a missing, malformed, unknown, revoked or expired key, all in the same words
 */
export async function authenticateSecret(authorization: string | null, requestId: string): Promise<Context> {
  return contextOfSecret(authorization, requestId);
}

/** The same, at once where the secret is in use. */
export function contextOfSecret(authorization: string | null, requestId: string): Known<Context> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  const known = secret ? knownSecrets().find(secret) : null;
  return whenKnown(known, (found) => contextOf(found, requestId));
}

function contextOf(known: KnownSecret | null, requestId: string): Context {
  if (!known || (known.expiresAtMs !== null && known.expiresAtMs <= systemClock.tickingMs())) {
    throw new AppError('unauthorized', UNAUTHORIZED);
  }
  noteSecretUse(known.provider.id, known.keyId, systemClock.now());
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
  return {
    ...providerFacts(row),
    keyId: key.id,
    keyName: key.name,
    expiresAtMs: key.expiresAt?.getTime() ?? null,
  };
}
