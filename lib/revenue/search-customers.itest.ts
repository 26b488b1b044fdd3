import { describe, expect, it } from 'vitest';
import { recordEvents } from '@/lib/access';
import { subscribeCustomer } from '@/lib/billing';
import { suspendCustomer } from '@/lib/tenants';
import { givenCustomer, givenPlan, givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { searchCustomers } from './search-customers';

useRuntime();

async function given() {
  const { ctx } = await givenProvider();
  const plan = await givenPlan(ctx, { name: 'Starter' });
  const [zoe, adam, mia] = [
    await givenCustomer(ctx, { name: 'Zoe Maps' }),
    await givenCustomer(ctx, { name: 'adam 100%' }),
    await givenCustomer(ctx, { name: 'Mia' }),
  ];
  await subscribeCustomer(ctx, { customer: adam.id, plan: plan.slug });
  await suspendCustomer(ctx, { id: mia.id });
  const use = (customer: string, index: number) => ({
    id: `e${index}`,
    value: { id: `e${index}`, customer },
  });
  await recordEvents(ctx, [use(zoe.id, 1), use(adam.id, 2), use(adam.id, 3)]);
  const names = async (input: Parameters<typeof searchCustomers>[1]) =>
    (await searchCustomers(ctx, input)).data.map(({ name }) => name);
  return { ctx, names, plan, zoe };
}

describe('searchCustomers', () => {
  it('sorts in the database', async () => {
    const { names } = await given();
    expect(await names({})).toEqual(['Mia', 'adam 100%', 'Zoe Maps']);
    expect(await names({ sort: 'name' })).toEqual(['adam 100%', 'Mia', 'Zoe Maps']);
    expect(await names({ sort: 'calls' })).toEqual(['adam 100%', 'Zoe Maps', 'Mia']);
    expect(await names({ sort: 'plan' })).toEqual(['adam 100%', 'Mia', 'Zoe Maps']);
  });

  it('searches and narrows, and takes a sign of LIKE for what it is', async () => {
    const { names, plan, zoe } = await given();
    expect(await names({ search: 'MAPS' })).toEqual(['Zoe Maps']);
    expect(await names({ search: '100%' })).toEqual(['adam 100%']);
    expect(await names({ search: '%' })).toEqual(['adam 100%']);
    expect(await names({ search: zoe.id })).toEqual(['Zoe Maps']);
    expect(await names({ state: 'suspended' })).toEqual(['Mia']);
    expect(await names({ state: 'active' })).toEqual(['adam 100%']);
    expect(await names({ state: 'none' })).toEqual(['Mia', 'Zoe Maps']);
    expect(await names({ plan: plan.slug })).toEqual(['adam 100%']);
  });

  it('says what each used and is on, page by page, of this provider alone', async () => {
    const { ctx } = await given();
    for (const sort of ['newest', 'calls'] as const) {
      const { data, nextPage } = await searchCustomers(ctx, { sort });
      expect(data.find(({ name }) => name === 'adam 100%')).toMatchObject({ calls: 2, plan: 'Starter' });
      expect(nextPage).toBeNull();
    }
    const { ctx: other } = await givenProvider();
    expect((await searchCustomers(other, {})).data).toEqual([]);
    for (let index = 0; index < 51; index++) await givenCustomer(other, { name: `Customer ${index}` });
    const first = await searchCustomers(other, { sort: 'name' });
    const second = await searchCustomers(other, { sort: 'name', page: first.nextPage ?? 0 });
    const all = [...first.data, ...second.data].map(({ id }) => id);
    expect([all.length, new Set(all).size, second.nextPage]).toEqual([51, 51, null]);
  });
});
