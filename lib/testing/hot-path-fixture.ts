import type { CreatePlanInput } from '@/lib/plans';
import { startSubscription } from '@/lib/subscriptions';
import type { Customer } from '@/lib/tenants';
import { type GivenProvider, givenCustomer, givenKey, givenPlan } from './factories';

/** A customer on a plan, with a key: what the hot path is asked about. */
export interface Subscribed {
  customer: Customer;
  plan: string;
  keyId: string;
  secret: string;
}

/** Makes a plan with the given terms and a new customer on it. */
export async function givenSubscribed(
  provider: GivenProvider,
  terms: Partial<CreatePlanInput> = {},
): Promise<Subscribed> {
  const plan = await givenPlan(provider.ctx, terms);
  const customer = await givenCustomer(provider.ctx);
  await startSubscription(provider.ctx, { customer: customer.id, plan: plan.slug });
  const key = await givenKey(provider.ctx, customer.id);
  return { customer, plan: plan.slug, keyId: key.id, secret: key.secret };
}

/** Sends one request of the hot path and reads its JSON. */
export type HotCall = (
  path: 'verify' | 'settle' | 'events',
  init: { secret?: string; body: string | Buffer; headers?: Record<string, string>; method?: string },
) => Promise<{ status: number; headers: Headers; json: Record<string, unknown> }>;
