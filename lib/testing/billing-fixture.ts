import { beforeAll, describe, expect } from 'vitest';
import { api } from '@/app/api/testing/call-api';
import { closeDueOf, type RunOutcome } from '@/lib/billing';
import { paymentSources } from '@/lib/payments';
import type { CreatePlanInput } from '@/lib/plans';
import type { CreateProviderInput } from '@/lib/tenants';
import { type GivenProvider, givenProvider, uniqueText } from './factories';

/** A sandbox whose clock a scenario moves, spoken to over HTTP alone. */
export interface Sandbox {
  provider: GivenProvider;
  http: ReturnType<typeof api>;
  /** Moves the clock and returns what was done. */
  moveTo(now: string): Promise<{ at: string; what: string; invoice?: string }[]>;
  plan(terms?: Partial<CreatePlanInput>): Promise<string>;
  customer(fields?: object): Promise<string>;
  subscribe(plan: string, fields?: object): Promise<string>;
  use(customer: string, quantity: number | string, timestamp: string, fields?: object): Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: a scenario looks into JSON and asserts what it finds.
  invoices(customer: string): Promise<any[]>;
}

let workers = 1;

/**
 * Runs what a test file describes once with the clock's own mover, and once with a second worker beside it, as
 * another process would be; after every move that one tries everything again and must find nothing to do.
 */
export function withOneAndTwoWorkers(scenarios: () => void): void {
  describe.each([1, 2])('with %i at work', (count) => {
    beforeAll(() => {
      workers = count;
    });
    scenarios();
  });
}

async function workBeside(slug: string, moving: Promise<unknown>): Promise<RunOutcome['done']> {
  if (workers === 1) return [];
  let isMoving = true;
  const stop = () => {
    isMoving = false;
  };
  moving.then(stop, stop);
  const done: RunOutcome['done'] = [];
  while (isMoving) done.push(...(await closeDueOf({ slug, sources: paymentSources })).done);
  const again = await closeDueOf({ slug, sources: paymentSources });
  expect(again.done).toEqual([]);
  return done;
}

/** A sandbox at an instant; in rupees and Kolkata unless said otherwise. */
export async function givenSandbox(
  now: string,
  overrides: Partial<CreateProviderInput> = {},
): Promise<Sandbox> {
  const provider = await givenProvider(overrides);
  const http = api(provider.sandboxSecretKey);
  const must = async (answer: ReturnType<typeof http.post>) => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const moveTo = async (to: string) => {
    const moving = must(http.put('/clock', { now: to }));
    const [{ did }, theirs] = await Promise.all([moving, workBeside(provider.sandbox.provider.slug, moving)]);
    return [...did, ...theirs];
  };
  await moveTo(now);
  const customer = async (fields = {}) =>
    (await must(http.post('/customers', { name: 'Acme', email: 'ops@acme.example', ...fields }))).id;
  return {
    provider,
    http,
    moveTo,
    customer,
    plan: async (terms = {}) => {
      const slug = uniqueText('plan');
      const prices = [{ meter: 'calls', model: 'standard', unitPrice: '0.001' }];
      const plan = { name: 'Pay as you go', currency: provider.ctx.provider.currency, interval: 'month' };
      await must(http.post('/plans', { slug, ...plan, basePrice: '0', prices, ...terms }));
      return slug;
    },
    subscribe: async (plan, fields = {}) => {
      const id = await customer();
      await must(http.post(`/customers/${id}/subscription`, { plan, ...fields }));
      return id;
    },
    use: async (id, quantity, timestamp, fields = {}) => {
      const event = { id: uniqueText('evt'), customer: id, quantity, timestamp, ...fields };
      const { accepted, rejected } = await must(http.post('/events', [event]));
      if (accepted !== 1) throw new Error(`the event was not accepted: ${JSON.stringify(rejected)}`);
    },
    invoices: async (id) => (await must(http.get(`/invoices?customer=${id}&limit=100`))).data,
  };
}
