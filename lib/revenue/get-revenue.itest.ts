import { describe, expect, it } from 'vitest';
import { givenSandbox } from '@/lib/testing/billing-fixture';
import { givenProvider } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

const START = '2026-01-01T00:00:00+05:30';
const NOTHING = { new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0 };

describe('GET /revenue', () => {
  it('counts months, twelfths of years and lasting coupons, but no trial', async () => {
    const box = await givenSandbox(START);
    const month = await box.plan({ basePrice: '499.00', prices: [] });
    const year = await box.plan({ basePrice: '1000.00', interval: 'year', prices: [] });
    const tried = await box.plan({ basePrice: '999.00', trialDays: 14, prices: [] });
    for (const [code, kind, value, duration] of [
      ['EVER', 'percent', '10', 'forever'],
      ['ONCE', 'percent', '50', 'once'],
    ]) {
      await box.http.post('/coupons', { code, kind, percent: value, duration });
    }
    await box.http.post('/coupons', { code: 'TWO', kind: 'fixed', amount: '100', duration: { months: 2 } });
    await box.subscribe(month, { coupon: 'EVER' });
    await box.subscribe(month, { coupon: 'ONCE' });
    await box.subscribe(month, { coupon: 'TWO' });
    await box.subscribe(year);
    await box.subscribe(tried);
    const { body } = await box.http.get('/revenue');
    expect(body).toMatchObject({ currency: 'INR', activeCustomers: 4, trialing: 1 });
    expect(body.mrr).toBe(44_910 + 49_900 + 39_900 + 8333);
    expect(body.arr).toBe(body.mrr * 12);
    expect(body.arpu).toBe(Math.round(body.mrr / 4));
    expect(body.movements).toEqual({ ...NOTHING, new: body.mrr });

    await box.moveTo('2026-03-02T00:00:00+05:30');
    const later = (await box.http.get('/revenue?from=2026-01-10')).body;
    expect(later.mrr).toBe(44_910 + 49_900 + 49_900 + 8333 + 99_900);
    expect(later.movements).toEqual({ ...NOTHING, new: 99_900, expansion: 10_000 });
    expect(later.mrrAtStart + 109_900).toBe(later.mrr);
    expect(later.series.at(-1).mrr).toBe(later.mrr);
  });

  it('tells upgrade, planned downgrade, planned end, return and migration apart, at their own instants', async () => {
    const box = await givenSandbox(START);
    const cheap = await box.plan({ basePrice: '100.00', prices: [] });
    const dear = await box.plan({ basePrice: '300.00', prices: [] });
    const id = await box.subscribe(cheap);
    await box.moveTo('2026-01-11T00:00:00+05:30');
    await box.http.patch(`/customers/${id}/subscription`, { plan: dear });
    await box.moveTo('2026-01-20T00:00:00+05:30');
    await box.http.patch(`/customers/${id}/subscription`, { plan: cheap });
    expect((await box.http.get('/revenue')).body.mrr).toBe(30_000);
    await box.moveTo('2026-02-10T00:00:00+05:30');
    await box.http.post(`/plans/${cheap}/versions`, { basePrice: '120.00' });
    await box.http.post(`/plans/${cheap}/migrate`, { toVersion: 2, when: 'now' });
    await box.http.delete(`/customers/${id}/subscription?when=period_end`);
    expect((await box.http.get('/revenue')).body.mrr).toBe(12_000);
    await box.moveTo('2026-03-05T00:00:00+05:30');
    await box.http.post(`/customers/${id}/subscription`, { plan: dear });
    const { body } = await box.http.get('/revenue?from=2026-01-01');
    expect(body.movements).toEqual({
      new: 10_000,
      expansion: 20_000 + 2000,
      contraction: -20_000,
      churn: -12_000,
      reactivation: 30_000,
    });
    expect(body.mrr).toBe(30_000);
    const on = (day: string) =>
      body.series.find(
        ({ start }: { start: string }) => start === new Date(`${day}T00:00:00+05:30`).toISOString(),
      );
    expect(on('2026-01-11').movements.expansion).toBe(20_000);
    expect(on('2026-02-01').movements.contraction).toBe(-20_000);
    expect(on('2026-03-01').movements.churn).toBe(-12_000);
    const inFebruary = (await box.http.get('/revenue?from=2026-02-01&to=2026-03-02')).body;
    expect(inFebruary.churnRate).toBe(1);
  });

  it('earns usage by the day, adding up to what is invoiced, and nets invoices of notes and write-offs', async () => {
    const box = await givenSandbox(START);
    const plan = await box.plan({
      prices: [
        { meter: 'calls', model: 'standard', included: '1000', unitPrice: '0.01', minimumSpend: '15' },
      ],
    });
    const id = await box.subscribe(plan);
    await box.moveTo('2026-01-10T00:00:00+05:30');
    await box.use(id, 1500, '2026-01-05T10:00:00+05:30');
    await box.use(id, 700, '2026-01-06T23:50:00+05:30');
    const open = (await box.http.get('/revenue?from=2026-01-01')).body;
    expect(open.usageRevenue).toBe(1200);
    expect(open.series[4].usageRevenue).toBe(500);
    expect(open.series[5].usageRevenue).toBe(700);
    expect(open.topCustomers[0]).toMatchObject({ customer: id, calls: 2, amount: 1200, usageRevenue: 1200 });
    expect((await box.http.get('/revenue?from=2026-01-06')).body.usageRevenue).toBe(700);

    await box.moveTo('2026-02-03T00:00:00+05:30');
    const closed = (await box.http.get('/revenue?from=2026-01-01&to=2026-02-01')).body;
    expect(closed.usageRevenue).toBe(1500);
    expect(closed.series[30].usageRevenue).toBe(300);
    const all = (await box.http.get('/revenue?from=2026-01-01')).body;
    const [invoice] = await box.invoices(id);
    expect(invoice.subtotal).toBe(1500);
    expect(all.netRevenue).toBe(1500);
    await box.http.post(`/invoices/${invoice.id}/credit-notes`, { amount: 400, reason: 'Outage' });
    expect((await box.http.get('/revenue?from=2026-01-01')).body.netRevenue).toBe(1100);
    await box.http.post(`/invoices/${invoice.id}/write-off`, {});
    expect((await box.http.get('/revenue?from=2026-01-01')).body.netRevenue).toBe(0);
  });

  it('keeps currencies apart', async () => {
    const box = await givenSandbox(START);
    await box.subscribe(await box.plan({ basePrice: '100', prices: [] }));
    await box.subscribe(await box.plan({ basePrice: '7', currency: 'USD', prices: [] }));
    const { body } = await box.http.get('/revenue');
    expect(body).toMatchObject({ currency: 'INR', mrr: 10_000, currencies: ['INR', 'USD'] });
    expect((await box.http.get('/revenue?currency=USD')).body).toMatchObject({ currency: 'USD', mrr: 700 });
  });

  it("is silent of another's account, and refuses what is no range", async () => {
    const box = await givenSandbox(START);
    await box.subscribe(await box.plan({ basePrice: '100', prices: [] }));
    const other = await givenSandbox(START);
    expect((await other.http.get('/revenue')).body).toMatchObject({
      mrr: 0,
      activeCustomers: 0,
      topCustomers: [],
    });
    for (const query of [
      'from=2026-02-01&to=2026-01-01',
      'from=yesterday',
      'currency=XXX',
      'from=1900-01-01',
    ]) {
      const answer = await other.http.get(`/revenue?${query}`);
      expect(answer.status, query).toBe(422);
      expect(answer.body.errors[0].path).toBe(query.startsWith('currency') ? 'currency' : 'from');
    }
    expect((await givenProvider()).ctx.provider.id).toBeTruthy();
  });
});
