import { randomInt } from 'node:crypto';
import type Stripe from 'stripe';
import type { Facts, Kind, Kinds } from './kinds';
import { missing } from './problem';
import type { Store } from './store';

/** The account whose key this is, when no connected account is named. */
export const PLATFORM = 'acct_1TollgatePlatform0';

/** The platform's id in OAuth; any other is refused. */
export const CLIENT_ID = 'ca_TollgateLocalStripe0000000000';

/** What a request caused, so that its events can name it. */
export interface Cause {
  requestId: string | null;
  idempotencyKey: string | null;
}

/** An event that is about to be recorded. */
export interface EventDraft {
  account: string;
  type: Stripe.Event['type'];
  object: object;
  previous: Record<string, unknown> | undefined;
  cause: Cause;
}

/** What everything in the local Stripe shares. */
export interface World {
  store: Store;
  /** Seconds since 1970 on the simulation's clock. */
  now(): number;
  /** Where a browser reaches the hosted pages, without a slash at the end. */
  pagesUrl(): string;
  record(event: EventDraft): void;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `pi_` and 24 letters and digits, as Stripe's ids look. */
export function newId(prefix: string, length = 24): string {
  return `${prefix}_${Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;
}

const NOUNS: Partial<Record<Kind, string>> = {
  payment_method: 'PaymentMethod',
  checkout_session: 'checkout.session',
  balance_transaction: 'balance transaction',
};

/** The objects of one account, as one request (or one step of the simulation) sees and changes them. */
export class Scope {
  constructor(
    readonly world: World,
    readonly account: string,
    private readonly cause: Cause = { requestId: null, idempotencyKey: null },
  ) {}

  /** Seconds since 1970 on the simulation's clock. */
  now(): number {
    return this.world.now();
  }

  /** The same request's view of another account. */
  on(account: string): Scope {
    return account === this.account ? this : new Scope(this.world, account, this.cause);
  }

  find<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    return this.world.store.find(this.account, kind, id);
  }

  /** Throws Stripe's "No such …"; `param` when the id came in a parameter. */
  get<K extends Kind>(kind: K, id: string, param?: string): Kinds[K] {
    const found = this.find(kind, id);
    if (!found)
      throw missing(NOUNS[kind] ?? kind.replaceAll('_', ' ').replace(' intent', '_intent'), id, param);
    return found;
  }

  all<K extends Kind>(kind: K): Kinds[K][] {
    return this.world.store.all(this.account, kind);
  }

  save<K extends Kind>(kind: K, object: Kinds[K]): Kinds[K] {
    return this.world.store.save(this.account, kind, object);
  }

  remove(kind: Kind, id: string): void {
    this.world.store.remove(this.account, kind, id);
  }

  facts(id: string): Facts {
    return this.find('facts', id) ?? { id };
  }

  /** Adds to what is known of an object. */
  know(id: string, facts: Omit<Facts, 'id'>): void {
    this.save('facts', { ...this.facts(id), ...facts });
  }

  /** Records an event with the object as it is now, and queues its delivery. */
  emit(type: Stripe.Event['type'], object: object, previous?: Record<string, unknown>): void {
    this.world.record({ account: this.account, type, object, previous, cause: this.cause });
  }
}

/** The id of a field that may hold the object itself. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}

/** Metadata as Stripe keeps it: text by name; an empty value removes the name, empty metadata all of them. */
export function mergeMetadata(
  before: Stripe.Metadata,
  change: Stripe.Emptyable<Stripe.MetadataParam> | undefined,
): Stripe.Metadata {
  if (change === undefined) return before;
  if (change === null || change === '') return {};
  const merged = { ...before };
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') delete merged[name];
    else merged[name] = String(value);
  }
  return merged;
}
