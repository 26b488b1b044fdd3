import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changePlan, grantCredits } from '@/lib/billing';
import { announcements } from '@/lib/infra/announcements';
import { runtime } from '@/lib/infra/runtime';
import { revokeKey } from '@/lib/keys';
import type { CreatePlanInput } from '@/lib/plans';
import { reactivateCustomer, setBudget, suspendCustomer } from '@/lib/tenants';
import { type GivenProvider, givenPlan, givenProvider } from '@/lib/testing/factories';
import { givenSubscribed, type Subscribed } from '@/lib/testing/hot-path-fixture';
import {
  codeAt,
  expectArrived,
  type HotProcess,
  lagsUntil,
  startHotProcess,
} from '@/lib/testing/hot-processes';
import { useRuntime } from '@/lib/testing/runtime';
import { verifyRequestSchema } from './schemas';
import { verifyCall } from './verify-call';

/** What a change is made of: what verify says before it, the change, what verify says from then on. */
interface Change {
  name: string;
  terms?: Partial<CreatePlanInput>;
  /** Brings the customer to where the change matters. */
  given?(provider: GivenProvider, one: Subscribed): Promise<unknown>;
  before: string;
  make(provider: GivenProvider, one: Subscribed): Promise<unknown>;
  after: string;
}

const budget = (amount: number | null) => (provider: GivenProvider, one: Subscribed) =>
  setBudget(provider.ctx, { id: one.customer.id, budget: { amount } });
/** As dunning does it, once the grace is over and once the customer has paid. */
const accessStopped = (at: string) => (_provider: GivenProvider, one: Subscribed) =>
  runtime().pool.query(`UPDATE subscription SET access_stopped_at = ${at} WHERE live_customer_id = $1`, [
    one.customer.id,
  ]);
const suspended = ({ ctx }: GivenProvider, { customer }: Subscribed) =>
  suspendCustomer(ctx, { id: customer.id });
const onePerPeriod = [{ meter: 'calls', limit: 1, hard: true }];

const CHANGES: Change[] = [
  {
    name: 'a revoked key',
    before: 'ok',
    make: ({ ctx }, { keyId }) => revokeKey(ctx, { id: keyId }),
    after: 'key_revoked',
  },
  { name: 'a suspended customer', before: 'ok', make: suspended, after: 'customer_suspended' },
  {
    name: 'a reactivated customer',
    given: suspended,
    before: 'customer_suspended',
    make: ({ ctx }, { customer }) => reactivateCustomer(ctx, { id: customer.id }),
    after: 'ok',
  },
  { name: 'access stopped', before: 'ok', make: accessStopped('now()'), after: 'past_due' },
  {
    name: 'access restored',
    given: accessStopped('now()'),
    before: 'past_due',
    make: accessStopped('NULL'),
    after: 'ok',
  },
  { name: 'a lowered budget', before: 'ok', make: budget(0), after: 'spend_limit_reached' },
  {
    name: 'a lifted budget',
    given: budget(0),
    before: 'spend_limit_reached',
    make: budget(null),
    after: 'ok',
  },
  {
    name: 'an upgrade',
    terms: { quotas: onePerPeriod },
    given: ({ ctx }, { secret }) => verifyCall(ctx, verifyRequestSchema.parse({ key: secret })),
    before: 'quota_exceeded',
    make: async ({ ctx }, { customer }) => {
      const larger = await givenPlan(ctx, { basePrice: '10' });
      await changePlan(ctx, { customer: customer.id, plan: larger.slug, when: 'now' });
    },
    after: 'ok',
  },
  {
    name: 'a top-up',
    terms: { billing: 'prepaid' },
    before: 'credits_exhausted',
    make: ({ ctx }, { customer }) =>
      grantCredits(ctx, { customer: customer.id, amount: 10_000, reason: 'Top-up' }),
    after: 'ok',
  },
];

function changesAreObeyed(redisUrl: string | null): void {
  let provider: GivenProvider;
  let there: HotProcess[];
  beforeAll(async () => {
    provider = await givenProvider();
    there = await Promise.all([1, 2].map(() => startHotProcess(runtime().databaseUrl, redisUrl)));
  });
  afterAll(async () => {
    await Promise.all(there?.map((one) => one.kill('SIGTERM')) ?? []);
  });

  it.each(CHANGES)('obeys $name at the next call here, at once elsewhere', async (change) => {
    const one = await givenSubscribed(provider, change.terms);
    await change.given?.(provider, one);
    await announcements().barrier();
    const codeHere = async () =>
      (await verifyCall(provider.ctx, verifyRequestSchema.parse({ key: one.secret }))).code;
    // Everyone has the account in the cache as it was before.
    const seen = await Promise.all([
      codeHere(),
      ...there.map((hot) => codeAt(hot, provider.secretKey, one.secret)),
    ]);
    expect(seen).toEqual([change.before, change.before, change.before]);

    await change.make(provider, one);
    const { secretKey } = provider;
    const lagsMs = lagsUntil(there, { secretKey, key: one.secret, code: change.after });
    // What the wrapper of every route and action does before it answers.
    await announcements().barrier();
    expect(await codeHere()).toBe(change.after);
    expectArrived(change.name, await lagsMs);
  });
}

describe('three processes, each with its own gauge', () => {
  useRuntime();
  changesAreObeyed(null);
});

describe.skipIf(inject('redisUrl') === null)('three processes on one Redis', () => {
  useRuntime({ redis: true });
  changesAreObeyed(inject('redisUrl'));
});
