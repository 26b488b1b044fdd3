import { mkdirSync } from 'node:fs';
import { env } from '@/lib/env';
import { authSecret } from './auth-secret';
import type { EmbeddedStripe, StripeAddress } from './embedded/stripe';
import { applyMigrations } from './migrate';
import { hasRuntime } from './runtime';
import { type ServiceAddresses, startRuntime, stopRuntime } from './start';

export interface StartedServices {
  addresses: ServiceAddresses;
  /** True when the database is one of our own, under DATA_DIR. */
  isEmbedded: boolean;
  /** When payments are simulated by a Stripe of our own. */
  localStripe: EmbeddedStripe | null;
  /** What is started here stops here; what other processes use goes on. */
  stop(): Promise<void>;
}

/**
 * Finds or starts what the product stands on: PostgreSQL (`DATABASE_URL`, else embedded), Redis (`REDIS_URL`,
 * else a server found on the PATH when `ownRedis`, else none), Stripe (`STRIPE_SECRET_KEY`, else the local one),
 * migrations, connections.
 */
export async function startServices(options: { ownRedis?: boolean } = {}): Promise<StartedServices | null> {
  if (hasRuntime()) return null;
  const settings = env();
  const secret = authSecret(settings);
  const releases: (() => Promise<void>)[] = [];
  const stop = async () => {
    await stopRuntime();
    for (const release of releases.reverse()) await release();
  };
  try {
    const isEmbedded = settings.databaseUrl === undefined;
    const databaseUrl = settings.databaseUrl ?? (await startPostgres(releases));
    const redisNodes = settings.redisNodes ?? (options.ownRedis ? await startRedis(releases) : null);
    const localStripe = settings.stripe ? null : await startStripe(releases);
    await applyMigrations(databaseUrl);
    const stripe: StripeAddress | null = settings.stripe ?? localStripe?.address ?? null;
    const addresses = { databaseUrl, redisNodes, authSecret: secret, stripe };
    await startRuntime(addresses);
    return { addresses, isEmbedded, localStripe, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The embedded database; how to let go of it is added to `releases`. */
export async function startPostgres(releases: (() => Promise<void>)[]): Promise<string> {
  const settings = env();
  if (!settings.embeddedServices) throw new Error('DATABASE_URL is not set, and EMBEDDED_SERVICES is 0.');
  mkdirSync(settings.dataDir, { recursive: true });
  const { embeddedPostgres } = await import('./embedded/postgres');
  const postgres = await embeddedPostgres(settings.dataDir);
  releases.push(() => postgres.release());
  return postgres.url;
}

async function startRedis(releases: (() => Promise<void>)[]): Promise<string[] | null> {
  const settings = env();
  if (!settings.embeddedServices) return null;
  const { embeddedRedis } = await import('./embedded/redis');
  const redis = await embeddedRedis(settings.dataDir);
  if (redis) releases.push(() => redis.release());
  return redis && [redis.url];
}

async function startStripe(releases: (() => Promise<void>)[]): Promise<EmbeddedStripe | null> {
  const settings = env();
  if (!settings.embeddedServices) return null;
  const { embeddedStripe } = await import('./embedded/stripe');
  const stripe = await embeddedStripe(settings.dataDir);
  if (stripe) releases.push(() => stripe.release());
  return stripe;
}
