import { LRUCache } from 'lru-cache';
import type { Context } from '@/lib/core/context';
import type { Known } from '@/lib/core/known';
import { announcements } from '@/lib/infra/announcements';
import { single } from '@/lib/infra/runtime';
import { hashSecret, parseSecret } from '@/lib/keys/key-format';
import { type Account, type Key, parseAccount, parseKey } from './account';
import { type MeterRow, selectAccount, selectKey, selectMeters } from './account-store';

/**
 * Entries are dropped by announcements, whose connection is watched, so the age bounds only what comes with time,
 * such as credits that expire; it varies, so that entries do not end together. While announcements are not heard,
 * the age bounds what is missed.
 */
const CACHE_AGE_MS = 20_000;
const CACHE_AGE_UNHEARD_MS = 2_000;
const CACHE_ACCOUNTS = 50_000;

/**
 * What verify knows without asking the database: keys, accounts and meters, dropped the moment the database
 * announces a change to one of them.
 */
class Accounts {
  private readonly byId = this.cache<Account>();
  private readonly idOfExternal = this.cache<string>();
  private readonly keys = this.cache<Key>();
  private readonly metersOf = this.cache<Meters>();
  private readonly loading = new Map<string, Promise<unknown>>();
  /** Counts announcements, so that a load which one overtook is not kept. */
  private changes = 0;

  constructor() {
    announcements().subscribe((change) => this.drop(change));
  }

  /** The account of a customer given as `cus_…` or `ext:…`; null when the provider has none such. */
  byReference(ctx: Context, reference: string): Known<Account | null> {
    if (!reference.startsWith('ext:')) return this.byCustomerId(ctx, reference);
    const externalId = reference.slice('ext:'.length);
    const known = this.idOfExternal.get(`${ctx.provider.id} ${externalId}`);
    if (known) return this.byCustomerId(ctx, known);
    return this.load(`x ${ctx.provider.id} ${externalId}`, async (keep) => {
      const row = await selectAccount(ctx.provider.id, { externalId }, ctx.clock.now());
      const account = row && parseAccount(row, ctx.provider.timezone);
      if (account) {
        keep(this.idOfExternal, `${ctx.provider.id} ${externalId}`, account.customerId);
        keep(this.byId, `${ctx.provider.id} ${account.customerId}`, account);
      }
      return account;
    });
  }

  byCustomerId(ctx: Context, customerId: string): Known<Account | null> {
    const cacheKey = `${ctx.provider.id} ${customerId}`;
    const cached = this.byId.get(cacheKey);
    if (cached) return cached;
    return this.load(`a ${cacheKey}`, async (keep) => {
      const row = await selectAccount(ctx.provider.id, { customerId }, ctx.clock.now());
      const account = row && parseAccount(row, ctx.provider.timezone);
      if (account) keep(this.byId, cacheKey, account);
      return account;
    });
  }

  /** The key of this provider behind a secret; null for a malformed, unknown or foreign one alike. */
  keyOf(ctx: Context, secret: string): Known<Key | null> {
    const cacheKey = `${ctx.provider.id} ${secret}`;
    const cached = this.keys.get(cacheKey);
    if (cached) return cached;
    if (!parseSecret(secret)) return null;
    return this.load(`k ${cacheKey}`, async (keep) => {
      const row = await selectKey(ctx.provider.id, hashSecret(secret));
      const key = row && parseKey(row);
      if (key) keep(this.keys, cacheKey, key);
      return key;
    });
  }

  meters(ctx: Context): Known<Meters> {
    const cached = this.metersOf.get(ctx.provider.id);
    if (cached) return cached;
    return this.load(`m ${ctx.provider.id}`, async (keep) => {
      const meters = new Meters(await selectMeters(ctx.provider.id));
      keep(this.metersOf, ctx.provider.id, meters);
      return meters;
    });
  }

  private cache<V extends NonNullable<unknown>>(): LRUCache<string, V> {
    return new LRUCache({ max: CACHE_ACCOUNTS, ttl: CACHE_AGE_MS, ttlResolution: 100 });
  }

  /** Concurrent calls that miss share one query. */
  private load<T>(
    name: string,
    query: (
      keep: <V extends NonNullable<unknown>>(cache: LRUCache<string, V>, key: string, value: V) => void,
    ) => Promise<T>,
  ): Promise<T> {
    const running = this.loading.get(name) as Promise<T> | undefined;
    if (running) return running;
    const startedAt = this.changes;
    const started = query((cache, key, value) => {
      if (this.changes !== startedAt) return;
      const ttl = announcements().isListening
        ? CACHE_AGE_MS * (0.5 + Math.random() / 2)
        : CACHE_AGE_UNHEARD_MS;
      cache.set(key, value, { ttl });
    }).finally(() => {
      if (this.loading.get(name) === started) this.loading.delete(name);
    });
    this.loading.set(name, started);
    return started;
  }

  private drop(change: { providerId: string; customerId: string | null } | null): void {
    this.changes++;
    // A load that is under way may have read what was before; nobody new may join it.
    this.loading.clear();
    const scope = change && `${change.providerId} `;
    if (change?.customerId) {
      this.byId.delete(`${scope}${change.customerId}`);
      for (const [name, key] of this.keys.entries()) {
        if (key.customerId === change.customerId) this.keys.delete(name);
      }
      for (const [name, id] of this.idOfExternal.entries()) {
        if (id === change.customerId) this.idOfExternal.delete(name);
      }
      return;
    }
    for (const cache of [this.byId, this.idOfExternal, this.keys, this.metersOf] as unknown as LRUCache<
      string,
      NonNullable<unknown>
    >[]) {
      for (const name of [...cache.keys()]) {
        if (!change || name === change.providerId || name.startsWith(scope as string)) cache.delete(name);
      }
    }
  }
}

/** A provider's meters, by slug and by the CloudEvents type that each takes. */
export class Meters {
  private readonly bySlug: Map<string, MeterRow>;
  private readonly slugOfType: Map<string, string>;

  constructor(rows: MeterRow[]) {
    this.bySlug = new Map(rows.map((row) => [row.slug, row]));
    this.slugOfType = new Map(
      rows.flatMap((row) => (row.event_type === null ? [] : [[row.event_type, row.slug]])),
    );
  }

  has(slug: string): boolean {
    return this.bySlug.has(slug);
  }

  ofEventType(type: string): string | undefined {
    return this.slugOfType.get(type);
  }

  aggregationOf(slug: string): string {
    return this.bySlug.get(slug)?.aggregation ?? 'sum';
  }

  /** What so many calls of so much count for, where uses add up: a `count` meter has one unit a call. */
  unitsOf(slug: string, quantity: number, calls: number): number {
    return this.aggregationOf(slug) === 'count' ? calls : quantity;
  }

  /** False for `max` and `unique`, whose value a further use does not simply add to. */
  isAdditive(slug: string): boolean {
    const aggregation = this.aggregationOf(slug);
    return aggregation !== 'max' && aggregation !== 'unique';
  }
}

/** This process's accounts. */
export function accounts(): Accounts {
  return single('accounts', () => new Accounts());
}
