import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { quotaWindowAt, type Span } from '@/lib/core/period';
import { compileFlatTable, type FlatTable, priceSchema } from '@/lib/pricing';
import type { AccountRow, KeyRow } from './account-store';
import type { GaugeRate } from './gauge';
import { type MoneyTerms, moneyTermsOf } from './money-terms';
import { withTrialAllowance } from './trial-allowance';

/** A rate limit as the contract writes it. */
export interface RateLimit {
  limit: number;
  windowSeconds: number;
  burst: number;
}

export interface SubscribedPlan {
  subscriptionId: string;
  slug: string;
  currency: string;
  startsAtMs: number;
  cancelsAtMs: number | null;
  /** Unpaid past the grace: no calls until it is paid. */
  isAccessStopped: boolean;
  rate: RateLimit | null;
  quotas: Map<string, { limit: number; hard: boolean }>;
  prices: { meter: string; table: FlatTable }[];
  isPrepaid: boolean;
  /** By what the money of the open window is counted. */
  money: MoneyTerms;
  /** Calls with a status at or above this are not charged. */
  chargeableBelow: number;
  /** The quota window that holds an instant. */
  windowAt(instant: Date): Span;
}

/** All that decides a customer's calls, parsed once and kept in the cache. */
export interface Account {
  customerId: string;
  externalId: string | null;
  name: string;
  isSuspended: boolean;
  budget: number | null;
  /** Percents of the budget at which the provider and the customer are told. */
  budgetAlerts: number[];
  plan: SubscribedPlan | null;
  invoicedUntilMs: number;
  /** Minor units of credit that are left, without what drafts have already been made out for. */
  prepaidBalance: number;
}

export interface Key {
  id: string;
  customerId: string;
  scopes: Set<string>;
  /** Null when every address may call. */
  allowedAddresses: BlockList | null;
  rate: RateLimit | null;
  quota: number | null;
  spendLimit: number | null;
  expiresAtMs: number | null;
  revokedAtMs: number | null;
}

const rateLimitSchema = z
  .object({ limit: z.number(), windowSeconds: z.number(), burst: z.number().optional() })
  .transform((rate): RateLimit => ({ ...rate, burst: rate.burst ?? rate.limit }))
  .nullable();
const quotasSchema = z.array(
  z.object({ meter: z.string(), limit: z.coerce.number(), hard: z.boolean().default(false) }),
);
const keyQuotaSchema = z.object({ limit: z.coerce.number() }).nullable();

/** Parses a row; Json columns are not trusted to hold what they once were given. */
export function parseAccount(row: AccountRow, timezone: string): Account {
  return {
    customerId: row.customer_id,
    externalId: row.external_id,
    name: row.customer_name,
    isSuspended: row.customer_status === 'suspended',
    budget: row.budget_amount === null ? null : Number(row.budget_amount),
    budgetAlerts: row.budget_alerts,
    plan: parsePlan(row, timezone),
    invoicedUntilMs: row.invoiced_until?.getTime() ?? 0,
    prepaidBalance: Math.max(0, Number(row.prepaid_balance) - Number(row.drafted)),
  };
}

function parsePlan(row: AccountRow, timezone: string): SubscribedPlan | null {
  const { subscription_id, plan_slug, plan_currency, anchor_date } = row;
  if (subscription_id === null || plan_slug === null || plan_currency === null || anchor_date === null)
    return null;
  const prices = z.array(priceSchema).parse(row.prices);
  const quotas = new Map(quotasSchema.parse(row.quotas).map(({ meter, ...quota }) => [meter, quota]));
  let window: Span | null = null;
  return {
    subscriptionId: subscription_id,
    slug: plan_slug,
    currency: plan_currency,
    startsAtMs: row.started_at?.getTime() ?? 0,
    cancelsAtMs: row.cancel_at?.getTime() ?? null,
    isAccessStopped: row.access_stopped_at !== null,
    rate: rateLimitSchema.parse(row.rate_limit),
    quotas: row.unconfirmed_since ? withTrialAllowance(quotas, prices) : quotas,
    prices: prices.map((price) => ({ meter: price.meter, table: compileFlatTable(price, plan_currency) })),
    isPrepaid: row.billing === 'prepaid',
    money: moneyTermsOf(row, prices),
    chargeableBelow: row.chargeable_below ?? 500,
    windowAt(instant) {
      // Calendars are slow and calls come in order: the last window nearly always holds the next call too.
      if (!window || instant < window.start || instant >= window.end) {
        window = quotaWindowAt(anchor_date, timezone, instant);
      }
      return window;
    },
  };
}

export function parseKey(row: KeyRow): Key {
  return {
    id: row.key_id,
    customerId: row.customer_id,
    scopes: new Set(row.scopes),
    allowedAddresses: row.ip_allow_list.length > 0 ? blockListOf(row.ip_allow_list) : null,
    rate: rateLimitSchema.parse(row.rate_limit),
    quota: keyQuotaSchema.parse(row.quota)?.limit ?? null,
    spendLimit: row.spend_limit === null ? null : Number(row.spend_limit),
    expiresAtMs: row.expires_at?.getTime() ?? null,
    revokedAtMs: row.revoked_at?.getTime() ?? null,
  };
}

function blockListOf(cidrs: string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = '', bits] = cidr.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Whether a key may be used from an address; one that is no address is refused. */
export function isAddressAllowed(key: Key, ip: string | undefined): boolean {
  if (!key.allowedAddresses) return true;
  const family = isIP(ip ?? '');
  return family !== 0 && key.allowedAddresses.check(ip as string, family === 6 ? 'ipv6' : 'ipv4');
}

export function gaugeRate(rate: RateLimit | null): GaugeRate | null {
  return rate && { intervalMs: (rate.windowSeconds * 1000) / rate.limit, burst: rate.burst };
}
