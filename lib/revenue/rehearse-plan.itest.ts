import { describe, expect, it } from 'vitest';
import { givenSandbox } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

const PRICES = [{ meter: 'calls', model: 'standard' as const, included: '1000', unitPrice: '0.01' }];

/** Two subscribers with three closed months of their own, and one who has just come. */
async function givenSubscribers() {
  const box = await givenSandbox('2026-01-10T00:00:00+05:30');
  const plan = await box.plan({ basePrice: '49.00', prices: PRICES });
  const heavy = await box.subscribe(plan);
  const light = await box.subscribe(plan);
  for (const month of ['02', '03', '04']) {
    await box.moveTo(`2026-${month}-09T12:00:00+05:30`);
    await box.use(heavy, 12_345, `2026-${month}-08T10:00:00+05:30`);
    await box.use(light, 40, `2026-${month}-08T10:00:00+05:30`);
  }
  await box.moveTo('2026-04-12T00:00:00+05:30');
  const late = await box.subscribe(plan);
  return { box, plan, heavy, light, late };
}

/** What invoices charged for the windows from January to April: usage, and the base fees of those months. */
function invoicedFor(invoices: { lines: { kind: string; periodStart: string; amount: number }[] }[]): number {
  return invoices
    .flatMap(({ lines }) => lines)
    .filter(({ periodStart }) => new Date(periodStart) < new Date('2026-04-09T00:00:00+05:30'))
    .reduce((sum, { amount }) => sum + amount, 0);
}

describe('a rehearsal', () => {
  it('has as current what those windows were invoiced for, and as rehearsed what the draft makes of them', async () => {
    const { box, plan, heavy, light, late } = await givenSubscribers();
    const draft = { basePrice: '59.00', prices: [{ ...PRICES[0], unitPrice: '0.008' }] };
    const { status, body } = await box.http.post('/rehearsals', { plan, draft });
    expect(status).toBe(200);
    const of = (id: string) => body.customers.find(({ customer }: { customer: string }) => customer === id);
    for (const id of [heavy, light]) {
      expect(of(id)).toMatchObject({ windows: 3, current: invoicedFor(await box.invoices(id)) });
    }
    expect(of(heavy).rehearsed).toBe(3 * (5900 + 9076));
    expect(of(light)).toMatchObject({ rehearsed: 3 * 5900, delta: 3000 });
    expect(of(late)).toMatchObject({ windows: 0, current: 0, rehearsed: 0 });
    expect(body.current + body.delta).toBe(body.rehearsed);
    expect(body.current).toBe(of(heavy).current + of(light).current);
  });

  it('changes nothing where the draft does not', async () => {
    const { box, plan } = await givenSubscribers();
    const { body } = await box.http.post('/rehearsals', { plan, draft: {}, months: 2 });
    expect(body.delta).toBe(0);
    expect(body.current).toBeGreaterThan(0);
    expect((await box.http.get(`/plans/${plan}`)).body.version).toBe(1);
  });

  it('leaves out what a hard quota would have refused', async () => {
    const { box, plan, heavy } = await givenSubscribers();
    const draft = { quotas: [{ meter: 'calls', limit: 2000, hard: true }] };
    const { body } = await box.http.post('/rehearsals', { plan, draft, months: 1 });
    const row = body.customers.find(({ customer }: { customer: string }) => customer === heavy);
    expect(row).toMatchObject({ rehearsed: 4900 + 1000, denied: '10345' });
  });

  it('prices a meter that had no price by the rollups', async () => {
    const box = await givenSandbox('2026-01-10T00:00:00+05:30');
    const plan = await box.plan({ basePrice: '10', prices: PRICES });
    const free = await box.plan({ basePrice: '0', prices: [] });
    const id = await box.subscribe(plan);
    await box.moveTo('2026-02-09T12:00:00+05:30');
    await box.http.post('/meters', { slug: 'points', name: 'Points', unit: 'point', aggregation: 'sum' });
    await box.use(id, 30, '2026-02-08T10:00:00+05:30', { meter: 'points' });
    await box.moveTo('2026-02-12T00:00:00+05:30');
    const draft = { prices: [...PRICES, { meter: 'points', model: 'standard', unitPrice: '2' }] };
    expect((await box.http.post('/rehearsals', { plan, draft })).body).toMatchObject({ delta: 6000 });
    expect((await box.http.post('/rehearsals', { plan: free, draft: {} })).body.customers).toEqual([]);
  });

  it('names the field that is wrong, and knows no other account’s plan', async () => {
    const { box, plan } = await givenSubscribers();
    const other = await givenSandbox('2026-01-10T00:00:00+05:30');
    const wrong = async (http: typeof box.http, body: object) =>
      (await http.post('/rehearsals', body)).body.errors?.[0]?.path;
    expect(await wrong(other.http, { plan, draft: {} })).toBe('plan');
    expect(await wrong(box.http, { plan, draft: { basePrice: '-1' } })).toBe('draft.basePrice');
    const strange = { prices: [{ meter: 'none', model: 'standard', unitPrice: '1' }] };
    expect(await wrong(box.http, { plan, draft: strange })).toBe('draft.prices[0].meter');
    expect(await wrong(box.http, { plan, draft: {}, months: 0 })).toBe('months');
  });
});
