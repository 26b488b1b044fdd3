import { describe, expect, it } from 'vitest';
import { givenSandbox, type Sandbox } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

const kolkata = (day: string, time = '00:00:00') => new Date(`${day}T${time}+05:30`).toISOString();
const standard = (unitPrice: string, fields = {}) => ({
  ...{ meter: 'calls', model: 'standard' as const, unitPrice },
  ...fields,
});

/** What verify says that usage costs so far, and what the upcoming invoice says. */
async function spends(box: Sandbox, customer: string): Promise<[verify: number, upcoming: number]> {
  const asked = await box.http.post('/verify', { customer, cost: 0, dryRun: true });
  const { lines } = (await box.http.get(`/customers/${customer}/invoices/upcoming`)).body;
  const usage = lines.filter(({ kind }: { kind: string }) => kind === 'usage' || kind === 'minimum');
  const sum = usage.reduce((total: number, { amount }: { amount: number }) => total + amount, 0);
  return [asked.body.spend.amount, sum];
}

const verify = async (box: Sandbox, customer: string, cost = 1) =>
  (await box.http.post('/verify', { customer, cost })).body;

describe('the spend that verify shows and limits', () => {
  it('is what the invoice charges through an upgrade, a migration and late events between them', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const tiers = [
      { upTo: '1000', unitPrice: '0.5' },
      { upTo: null, unitPrice: '0.1', flatFee: '3' },
    ];
    const small = await box.plan({ prices: [standard('0.333', { included: '10', minimumSpend: '500' })] });
    const large = await box.plan({
      basePrice: '10',
      prices: [{ meter: 'calls', model: 'graduated' as const, tiers }],
    });
    const customer = await box.subscribe(small);
    await box.moveTo(kolkata('2026-01-05', '10:07:31'));
    await verify(box, customer, 1501);
    expect(await spends(box, customer)).toEqual([50_000, 50_000]);
    await verify(box, customer, 1000);
    await box.http.patch(`/customers/${customer}/subscription`, { plan: large });
    // What the first plan came to, without its minimum; nothing yet at the second.
    expect(await spends(box, customer)).toEqual([82_950, 82_950]);
    await verify(box, customer, 900);
    expect(await spends(box, customer)).toEqual([82_950 + 45_000, 82_950 + 45_000]);
    await box.moveTo(kolkata('2026-01-09', '23:59:59'));
    await verify(box, customer, 200);
    expect(await spends(box, customer)).toEqual([82_950 + 51_300, 82_950 + 51_300]);
    // Late, before the change: at the first plan's price.
    await box.use(customer, 100, kolkata('2026-01-05', '10:00:00'));
    expect(await spends(box, customer)).toEqual([86_280 + 51_300, 86_280 + 51_300]);
    await box.http.post(`/plans/${large}/versions`, { prices: [standard('2')] });
    await box.http.post(`/plans/${large}/migrate`, { toVersion: 2, when: 'now' });
    await verify(box, customer, 3);
    expect(await spends(box, customer)).toEqual([86_280 + 51_300 + 600, 86_280 + 51_300 + 600]);
    await box.moveTo(kolkata('2026-02-03'));
    const invoices = await box.invoices(customer);
    const usage = invoices.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'usage');
    expect(usage.reduce((sum, { amount }) => sum + amount, 0)).toBe(86_280 + 51_300 + 600);
    expect(await spends(box, customer)).toEqual([0, 0]);
  });

  it('counts included units once where the price stays, and holds the budget over the change', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const prices = [standard('1', { included: '10' })];
    const [one, two] = [await box.plan({ prices }), await box.plan({ prices, basePrice: '5' })];
    const three = await box.plan({ prices: [standard('2')], basePrice: '9' });
    const customer = await box.subscribe(one);
    await box.http.put(`/customers/${customer}/budget`, { amount: 1000 });
    await box.moveTo(kolkata('2026-01-03', '12:01:00'));
    await verify(box, customer, 8);
    await box.http.patch(`/customers/${customer}/subscription`, { plan: two });
    await verify(box, customer, 8);
    expect(await spends(box, customer)).toEqual([600, 600]);
    await box.http.patch(`/customers/${customer}/subscription`, { plan: three });
    expect(await verify(box, customer, 2)).toMatchObject({ allowed: true, spend: { amount: 1000 } });
    expect(await verify(box, customer)).toMatchObject({ code: 'spend_limit_reached' });
    expect(await spends(box, customer)).toEqual([1000, 1000]);
  });

  it('is zero in a trial, which consumes no budget, and counts from the trial’s very end', async () => {
    const box = await givenSandbox(kolkata('2026-01-01', '09:10:00'));
    const customer = await box.subscribe(await box.plan({ prices: [standard('1')], trialDays: 7 }));
    await box.http.put(`/customers/${customer}/budget`, { amount: 300 });
    for (let call = 0; call < 3; call++) {
      expect(await verify(box, customer, 50)).toMatchObject({
        ...{ allowed: true, spend: { amount: 0, limit: 300 } },
      });
    }
    await box.moveTo(kolkata('2026-01-08', '09:09:59'));
    expect(await verify(box, customer, 9)).toMatchObject({ allowed: true, spend: { amount: 0 } });
    await box.moveTo(kolkata('2026-01-08', '09:10:00'));
    expect(await verify(box, customer, 2)).toMatchObject({ allowed: true, spend: { amount: 200 } });
    expect(await spends(box, customer)).toEqual([200, 200]);
    expect(await verify(box, customer, 2)).toMatchObject({ code: 'spend_limit_reached' });
  });

  it('begins anew with a subscription that follows on the day of a cancellation', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const plan = await box.plan({ prices: [standard('1')] });
    const customer = await box.subscribe(plan);
    await box.moveTo(kolkata('2026-01-01', '15:20:00'));
    await verify(box, customer, 7);
    await box.http.delete(`/customers/${customer}/subscription?when=now`);
    await box.http.post(`/customers/${customer}/subscription`, { plan });
    expect(await spends(box, customer)).toEqual([0, 0]);
    await verify(box, customer, 2);
    expect(await spends(box, customer)).toEqual([200, 200]);
  });

  it("starts a key's own limit anew with a price, on top of what the key had spent", async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const [one, two] = [
      await box.plan({ prices: [standard('1')] }),
      await box.plan({ prices: [standard('2')], basePrice: '5' }),
    ];
    const customer = await box.subscribe(one);
    const { secret } = (await box.http.post(`/customers/${customer}/keys`, { spendLimit: 700 })).body;
    const call = async (cost: number) => (await box.http.post('/verify', { key: secret, cost })).body.code;
    await box.moveTo(kolkata('2026-01-03', '12:01:00'));
    await verify(box, customer, 50);
    expect(await call(3)).toBe('ok');
    await box.http.patch(`/customers/${customer}/subscription`, { plan: two });
    expect([await call(2), await call(1)]).toEqual(['ok', 'spend_limit_reached']);
  });
});

describe('prepaid credits', () => {
  it('are not spent a second time while a draft waits for late events, nor after it', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const plan = await box.plan({ billing: 'prepaid', prices: [standard('1')] });
    const customer = await box.subscribe(plan);
    await box.http.post(`/customers/${customer}/credits`, { amount: 1000, reason: 'Bought' });
    await verify(box, customer, 8);
    await box.moveTo(kolkata('2026-02-01', '00:30:00'));
    expect(await box.invoices(customer)).toMatchObject([{ status: 'draft', total: 800 }]);
    expect(await verify(box, customer, 3)).toMatchObject({ code: 'credits_exhausted' });
    expect(await verify(box, customer, 1)).toMatchObject({ code: 'ok' });
    await box.moveTo(kolkata('2026-02-01', '01:30:00'));
    expect(await verify(box, customer, 2)).toMatchObject({ code: 'credits_exhausted' });
    expect(await verify(box, customer, 1)).toMatchObject({ code: 'ok' });
    await box.moveTo(kolkata('2026-03-02'));
    const invoices = await box.invoices(customer);
    expect(invoices.map(({ creditsApplied, amountDue }) => [creditsApplied, amountDue])).toEqual([
      [200, 0],
      [800, 0],
    ]);
    expect((await box.http.get(`/customers/${customer}/credits`)).body.balance).toBe(0);
  });
});
