import { randomBytes } from 'node:crypto';
import { systemClock } from '@/lib/core/clock';
import type { Context } from '@/lib/core/context';
import { newId } from '@/lib/core/ids';
import { type CreateKeyInput, createKey } from '@/lib/keys';
import { type CreatePlanInput, createPlan, type Plan } from '@/lib/plans';
import {
  type CreateCustomerInput,
  type CreatedProvider,
  type CreateProviderInput,
  type Customer,
  contextOfProviderSlug,
  createCustomer,
  createProvider,
} from '@/lib/tenants';

/*
 * What tests start from. Everything is made by the product's own verbs, so no test stands on rows that the
 * product could not have written; every name is new, so tests share a database without meeting.
 */

export interface GivenProvider extends CreatedProvider {
  /** Acts as the live account, by its secret key. */
  ctx: Context;
  /** Acts as the sandbox. */
  sandbox: Context;
}

/** Text that no other test uses. */
export function uniqueText(prefix: string): string {
  return `${prefix}-${randomBytes(5).toString('hex')}`;
}

/** A provider with its sandbox, in rupees and Kolkata unless said otherwise. */
export async function givenProvider(overrides: Partial<CreateProviderInput> = {}): Promise<GivenProvider> {
  const slug = uniqueText('weather');
  const created = await createProvider(
    { clock: systemClock, actor: { kind: 'shell', id: 'test', name: 'Test' }, requestId: null },
    {
      name: 'WeatherNow',
      slug,
      email: `${slug}@example.com`,
      password: 'correct horse battery',
      currency: 'INR',
      timezone: 'Asia/Kolkata',
      country: 'IN',
      ...overrides,
    },
  );
  const ctx = await contextOf(created.slug);
  return { ...created, ctx, sandbox: await contextOf(created.sandboxSlug) };
}

/** The context in which a provider's own program acts on the account of this slug. */
export async function contextOf(slug: string): Promise<Context> {
  const ctx = await contextOfProviderSlug(slug, newId('request', systemClock.now()));
  return { ...ctx, actor: { kind: 'secret_key', id: 'sec_test', name: 'Test' } };
}

/** A monthly plan at ₹1 per 1,000 calls, public, unlimited unless said otherwise. */
export function givenPlan(ctx: Context, overrides: Partial<CreatePlanInput> = {}): Promise<Plan> {
  return createPlan(ctx, {
    slug: uniqueText('plan'),
    name: 'Pay as you go',
    currency: ctx.provider.currency,
    interval: 'month',
    basePrice: '0',
    prices: [{ meter: 'calls', model: 'standard', unitPrice: '0.001' }],
    ...overrides,
  });
}

export function givenCustomer(ctx: Context, overrides: Partial<CreateCustomerInput> = {}): Promise<Customer> {
  const externalId = uniqueText('acme');
  return createCustomer(ctx, { externalId, name: 'Acme', email: `${externalId}@example.com`, ...overrides });
}

/** A key of the customer; `secret` is in it. */
export function givenKey(ctx: Context, customerId: string, overrides: CreateKeyInput = {}) {
  return createKey(ctx, { customer: customerId, key: overrides });
}
