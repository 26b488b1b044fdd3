import type { Clock } from './clock';

declare const providerIdBrand: unique symbol;

/** The tenant. Branded, so that no other text can stand where a query wants its scope. */
export type ProviderId = string & { readonly [providerIdBrand]: true };

/** The facts about a provider that most verbs need: read once per request, never from a global. */
export interface ProviderFacts {
  id: ProviderId;
  slug: string;
  name: string;
  mode: 'live' | 'test';
  /** ISO 4217 code of what it sells in by default. */
  currency: string;
  /** IANA zone whose midnights bound days and periods. */
  timezone: string;
  country: string;
  /** First part of its customers' keys: `sk` gives `sk_live_…`. */
  keyPrefix: string;
  graceHours: number;
  paymentDays: number;
  gaugeFailure: 'allow' | 'deny';
}

export type Role = 'owner' | 'admin' | 'viewer';

/** Who acts. Every audit entry names one. */
export type Actor =
  | { kind: 'secret_key'; id: string; name: string }
  | { kind: 'member'; id: string; name: string; role: Role }
  | { kind: 'customer_member'; id: string; name: string; role: Role; customerId: string }
  | { kind: 'visitor'; id: string; name: string }
  | { kind: 'shell'; id: string; name: string }
  | { kind: 'system'; id: string; name: string };

declare const transactionBrand: unique symbol;

/** An open database transaction, opaque here: only lib/infra/postgres makes and opens one. */
export interface Transaction {
  readonly [transactionBrand]: true;
}

/** What every verb is given: tenant, actor, clock and, inside a caller's transaction, that transaction. */
export interface Context {
  provider: ProviderFacts;
  actor: Actor;
  clock: Clock;
  requestId: string | null;
  transaction?: Transaction;
}
