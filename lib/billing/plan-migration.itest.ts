import { describe, expect, it } from 'vitest';
import { runtime } from '@/lib/infra/runtime';
import { createMeter, createPlan, createPlanVersion } from '@/lib/plans';
import { givenSandbox } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

const kolkata = (day: string) => new Date(`${day}T00:00:00+05:30`).toISOString();
/** A sandbox's clock goes on by a millisecond, so that what was used at that instant was used before. */
const justAfter = (instant: string) => new Date(Date.parse(instant) + 1).toISOString();
const standard = (unitPrice: string) => ({ meter: 'calls', model: 'standard' as const, unitPrice });

describe('a migration of subscribers to another version, now', () => {
  it('prices what was used before it as it was, and leaves the base fee that was paid', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const plan = await box.plan({ basePrice: '100', prices: [standard('0.001')] });
    const customer = await box.subscribe(plan);
    await box.moveTo(kolkata('2026-01-11'));
    await box.use(customer, 10_000, kolkata('2026-01-05'));
    await box.http.post(`/plans/${plan}/versions`, { basePrice: '200', prices: [standard('0.002')] });
    const migrate = () => box.http.post(`/plans/${plan}/migrate`, { toVersion: 2, when: 'now' });
    expect((await migrate()).body.migrated).toBe(1);
    expect((await migrate()).body.migrated).toBe(0);
    await box.moveTo(kolkata('2026-01-21'));
    await box.use(customer, 10_000, kolkata('2026-01-15'));
    const upcoming = (await box.http.get(`/customers/${customer}/invoices/upcoming`)).body;
    await box.moveTo(kolkata('2026-02-02'));
    const [invoice] = await box.invoices(customer);
    const expected = [
      { kind: 'usage', periodEnd: justAfter(kolkata('2026-01-11')), quantity: '10000', amount: 1000 },
      { kind: 'usage', periodStart: justAfter(kolkata('2026-01-11')), quantity: '10000', amount: 2000 },
      { kind: 'base', amount: 20_000 },
    ];
    expect(invoice.lines).toMatchObject(expected);
    expect(upcoming.lines).toMatchObject(expected);
    expect(invoice.total).toBe(upcoming.total);
    const explained = (await box.http.get(`/invoices/${invoice.id}/explain`)).body.lines;
    expect(explained).toMatchObject([
      { version: 1, usage: { quantity: '10000', addsUp: true } },
      { version: 2, usage: { quantity: '10000', addsUp: true } },
      { kind: 'base' },
    ]);
  });

  it('twice in one window makes two cuts; a version that prices alike makes none', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const prices = [{ ...standard('0.001'), included: '1000' }];
    const plan = await box.plan({ prices });
    const customer = await box.subscribe(plan);
    const quotas = [{ meter: 'calls', limit: 5_000_000 }];
    const steps = [{ quotas }, { prices: [standard('0.002')] }, { prices: [standard('0.003')] }];
    for (const [index, change] of steps.entries()) {
      await box.moveTo(kolkata(`2026-01-1${index}`));
      await box.use(customer, 1000, kolkata(`2026-01-0${index + 5}`));
      await box.http.post(`/plans/${plan}/versions`, change);
      await box.http.post(`/plans/${plan}/migrate`, { toVersion: index + 2, when: 'now' });
    }
    await box.moveTo(kolkata('2026-02-02'));
    const [invoice] = await box.invoices(customer);
    const parts = invoice.lines.map((line: { periodStart: string; quantity: string; amount: number }) => [
      ...[line.periodStart, line.quantity, line.amount],
    ]);
    // 3,000 calls at the first price, of which 1,000 are included once; nothing in the day at the second.
    expect(parts).toEqual([
      [kolkata('2026-01-01'), '3000', 200],
      [justAfter(kolkata('2026-01-12')), '0', 0],
    ]);
  });
});

describe('a customer that is deleted', () => {
  it('leaves nothing of its subscriptions behind, and gives its coupon back', async () => {
    const box = await givenSandbox(kolkata('2026-01-01'));
    const coupon = { code: 'ONCE', kind: 'percent', percent: '10', duration: 'forever', maxRedemptions: 1 };
    await box.http.post('/coupons', coupon);
    const plan = await box.plan({ trialDays: 30 });
    const other = await box.plan({ trialDays: 30, basePrice: '5' });
    const customer = await box.subscribe(plan, { coupon: 'ONCE' });
    await box.http.patch(`/customers/${customer}/subscription`, { plan: other });
    expect((await box.http.delete(`/customers/${customer}`)).status).toBe(200);
    const { prisma } = runtime();
    const where = { providerId: box.provider.sandbox.provider.id, customerId: customer };
    expect(await prisma.subscription.count({ where })).toBe(0);
    expect(await prisma.couponRedemption.count({ where })).toBe(0);
    expect(await prisma.invoiceItem.count({ where })).toBe(0);
    expect((await box.http.get('/coupons')).body.data).toMatchObject([{ redemptions: 0 }]);
    await box.subscribe(plan, { coupon: 'ONCE' });
  });
});

describe('what makes a plan, a version or a meter without a route', () => {
  it('refuses bad input with the fields that are wrong, as a route does', async () => {
    const { provider } = await givenSandbox(kolkata('2026-01-01'));
    const { ctx } = provider;
    const bad = { slug: 'No Slug', name: '', currency: 'XXY', interval: 'week', basePrice: '-1' };
    await expect(createPlan(ctx, bad as never)).rejects.toMatchObject({
      code: 'validation_failed',
      fields: expect.arrayContaining([
        expect.objectContaining({ path: 'slug' }),
        expect.objectContaining({ path: 'interval' }),
        expect.objectContaining({ path: 'basePrice' }),
      ]),
    });
    const slug = 'flat';
    await createPlan(ctx, { slug, name: 'Flat', currency: 'INR', interval: 'month', basePrice: '1' });
    const terms = { basePrice: 'free' };
    await expect(createPlanVersion(ctx, { slug, terms })).rejects.toMatchObject({
      ...{ code: 'validation_failed', fields: [{ path: 'basePrice' }] },
    });
    await expect(createMeter(ctx, { slug: 'x' } as never)).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });
});
