import { expect, it } from 'vitest';
import { givenSandbox } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';

/*
 * What verify shows, limits and prices of meters that do not simply sum, beside what the invoice will charge.
 */

useRuntime();

const NOW = '2026-02-10T12:00:00+05:30';

async function givenMeters() {
  const box = await givenSandbox('2026-02-01T00:00:00+05:30');
  await box.http.post('/meters', { slug: 'jobs', name: 'Jobs', unit: 'job', aggregation: 'count' });
  await box.http.post('/meters', { slug: 'peak', name: 'Peak', unit: 'seat', aggregation: 'max' });
  const users = { slug: 'users', name: 'Users', unit: 'user', aggregation: 'unique', property: 'user' };
  await box.http.post('/meters', users);
  const id = await box.subscribe(
    await box.plan({
      prices: ['jobs', 'peak', 'users'].map((meter) => ({ meter, model: 'standard', unitPrice: '1' })),
      quotas: [
        { meter: 'jobs', limit: 3, hard: true },
        { meter: 'peak', limit: 5, hard: true },
        { meter: 'users', limit: 2, hard: false },
      ],
    }),
  );
  await box.moveTo(NOW);
  const { secret: key } = (await box.http.post(`/customers/${id}/keys`, {})).body;
  const verify = async (meter: string, cost = 1) =>
    (await box.http.post('/verify', { key, meter, cost })).body;
  const upcoming = async () => (await box.http.get(`/customers/${id}/invoices/upcoming`)).body.total;
  return { box, id, verify, upcoming };
}

it('a count meter counts calls, whatever they cost', async () => {
  const { box, id, verify, upcoming } = await givenMeters();
  await box.use(id, 700, NOW, { meter: 'jobs' });
  expect(await verify('jobs', 900)).toMatchObject({ allowed: true, quota: { used: 2, remaining: 1 } });
  const { id: third } = await verify('jobs', 0.5);
  expect(await verify('jobs')).toMatchObject({ code: 'quota_exceeded', quota: { remaining: 0 } });
  await box.http.post('/settle', { settlements: [{ id: third, cost: 40, status: 200 }] });
  expect((await verify('jobs')).code).toBe('quota_exceeded');
  expect((await verify('users')).spend.amount).toBe(300);
  expect(await upcoming()).toBe(300);
});

it('a max meter stands at the most that was used at once, and a call that is no more adds nothing', async () => {
  const { box, id, verify, upcoming } = await givenMeters();
  await box.use(id, 3, NOW, { meter: 'peak' });
  expect((await verify('peak', 2)).quota.used).toBe(3);
  expect((await verify('peak', 3)).quota.used).toBe(3);
  expect(await verify('peak', 5)).toMatchObject({ allowed: true, quota: { used: 5, remaining: 0 } });
  expect((await verify('peak', 6)).code).toBe('quota_exceeded');
  await box.use(id, 4, NOW, { meter: 'peak' });
  expect(await verify('peak', 5)).toMatchObject({
    allowed: true,
    quota: { used: 5 },
    spend: { amount: 500 },
  });
  expect(await upcoming()).toBe(500);
});

it('a unique meter stands at the different values that were seen', async () => {
  const { box, id, verify, upcoming } = await givenMeters();
  for (const user of ['ann', 'ben', 'ann', 'cat']) {
    await box.use(id, 1, NOW, { meter: 'users', properties: { user } });
  }
  expect(await verify('users')).toMatchObject({ quota: { used: 3 }, spend: { amount: 300 } });
  expect(await upcoming()).toBe(300);
});

it('the gauge agrees with the ledger on all of them', async () => {
  const { box, id, verify } = await givenMeters();
  await box.use(id, 7, NOW, { meter: 'jobs' });
  await box.use(id, 2, NOW, { meter: 'peak' });
  for (const [meter, cost] of [
    ['jobs', 4],
    ['peak', 4],
    ['peak', 1],
    ['users', 1],
  ] as const)
    await verify(meter, cost);
  expect((await box.http.get('/reconciliation')).body.gauge).toMatchObject({ differences: 0 });
});
