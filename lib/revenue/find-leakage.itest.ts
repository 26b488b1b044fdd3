import { describe, expect, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { givenSandbox, type Sandbox } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

const PRICES = [{ meter: 'calls', model: 'standard' as const, unitPrice: '0.01' }];

async function leaksOf(box: Sandbox, kind: string) {
  const { body } = await box.http.get('/reconciliation');
  return body.leakage.filter((leak: { kind: string }) => leak.kind === kind);
}

async function denials(box: Sandbox, customer: string, quantity: number): Promise<void> {
  await runtime().pool.query(
    `INSERT INTO ledger.denial_rollup VALUES ($1, $2, 'calls', '2026-02-10T00:00:00Z', 'quota_exceeded', 1, $3)`,
    [box.provider.sandbox.provider.id, customer, quantity],
  );
}

describe('leakage', () => {
  it('says what an upgrade would have been worth to those who were refused at their quota', async () => {
    const box = await givenSandbox('2026-02-01T00:00:00+05:30');
    const quotas = [{ meter: 'calls', limit: 1000, hard: true }];
    const small = await box.plan({ basePrice: '10', prices: [], quotas });
    await box.plan({ basePrice: '30', prices: PRICES });
    const id = await box.subscribe(small);
    await box.moveTo('2026-02-11T00:00:00+05:30');
    await box.use(id, 900, '2026-02-05T00:00:00+05:30');
    await denials(box, id, 600);
    expect(await leaksOf(box, 'denied_quota_exceeded')).toEqual([
      // 30 and 1,500 calls at 0.01, less the 10 that are paid.
      { kind: 'denied_quota_exceeded', customer: id, quantity: '600', amount: 3500, currency: 'INR' },
    ]);
  });

  it('shows who is served while an invoice is overdue, and what came late', async () => {
    const box = await givenSandbox('2026-01-01T00:00:00+05:30');
    const id = await box.subscribe(await box.plan({ prices: PRICES }));
    await box.moveTo('2026-01-20T00:00:00+05:30');
    await box.use(id, 500, '2026-01-10T00:00:00+05:30');
    await box.moveTo('2026-02-20T00:00:00+05:30');
    await box.use(id, 70, '2026-02-19T00:00:00+05:30');
    await box.use(id, 200, '2026-01-11T00:00:00+05:30');
    expect(await leaksOf(box, 'overdue')).toMatchObject([{ customer: id, quantity: '70', amount: 500 }]);
    expect(await leaksOf(box, 'late')).toMatchObject([{ customer: id, quantity: '200', amount: 200 }]);
    await box.moveTo('2026-03-02T00:00:00+05:30');
    expect(await leaksOf(box, 'late')).toEqual([]);
  });

  it('shows free riders above the size of their plan', async () => {
    const box = await givenSandbox('2026-02-01T00:00:00+05:30');
    const quotas = [{ meter: 'calls', limit: 100, hard: false }];
    const free = await box.plan({ basePrice: '0', prices: [], quotas });
    await box.plan({ basePrice: '30', prices: PRICES });
    const [rider, guest] = [await box.subscribe(free), await box.subscribe(free)];
    await box.moveTo('2026-02-11T00:00:00+05:30');
    await box.use(rider, 400, '2026-02-05T00:00:00+05:30');
    await box.use(guest, 100, '2026-02-05T00:00:00+05:30');
    expect(await leaksOf(box, 'free_rider')).toMatchObject([
      { customer: rider, quantity: '400', amount: 3400 },
    ]);
  });

  it('shows calls that were never settled, of those who settle', async () => {
    const box = await givenSandbox('2026-02-01T00:00:00+05:30');
    const id = await box.subscribe(await box.plan({ prices: PRICES }));
    const { secret } = (await box.http.post(`/customers/${id}/keys`, {})).body;
    const first = (await box.http.post('/verify', { key: secret })).body;
    await box.http.post('/verify', { key: secret });
    expect(await leaksOf(box, 'unsettled')).toEqual([]);
    await box.http.post('/settle', { settlements: [{ id: first.id, cost: 1, status: 200 }] });
    await box.use(id, 100, '2026-02-01T00:00:00+05:30');
    await box.moveTo('2026-02-02T00:00:00+05:30');
    expect(await leaksOf(box, 'unsettled')).toMatchObject([{ customer: id, quantity: '1', amount: null }]);
  });
});
