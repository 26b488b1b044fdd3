import { describe, expect, it } from 'vitest';
import { givenSandbox, type Sandbox, withOneAndTwoWorkers } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

const kolkata = (day: string) => new Date(`${day}T00:00:00+05:30`).toISOString();
const priced = (unitPrice: string, included: string) => [
  { meter: 'calls', model: 'standard' as const, unitPrice, included },
];
const starter = { name: 'Starter', basePrice: '49.00', prices: priced('0.001', '50000') };
const professional = { name: 'Professional', basePrice: '199.00', prices: priced('0.0005', '500000') };

const subscriptionOf = async (box: Sandbox, customer: string) =>
  (await box.http.get(`/customers/${customer}/subscription`)).body;
const linesOf = (invoice: { lines: { kind: string; amount: number }[] }) =>
  invoice.lines.map(({ kind, amount }) => [kind, amount]);
const byDate = (invoices: { createdAt: string; total: number }[]) =>
  [...invoices].sort((left, right) => left.createdAt.localeCompare(right.createdAt));

withOneAndTwoWorkers(() => {
  describe('a start', () => {
    it('invoices the base fee in advance, at once', async () => {
      const box = await givenSandbox('2026-01-10T06:00:00.000Z');
      const customer = await box.subscribe(await box.plan(starter));
      expect(await subscriptionOf(box, customer)).toMatchObject({
        status: 'active',
        version: 1,
        currentPeriodStart: kolkata('2026-01-10'),
        currentPeriodEnd: kolkata('2026-02-10'),
        trialEndsAt: null,
        cancelAt: null,
        scheduledPlan: null,
      });
      const [first, ...others] = await box.invoices(customer);
      expect(others).toEqual([]);
      expect(first).toMatchObject({ status: 'open', number: 'INV/2526/000001', total: 4900 });
      expect(first.lines).toMatchObject([
        {
          kind: 'base',
          description: 'Starter, 2026-01-10 to 2026-02-09',
          periodStart: kolkata('2026-01-10'),
          periodEnd: kolkata('2026-02-10'),
          unitPrice: '49',
          amount: 4900,
        },
      ]);
      await box.use(customer, 60_000, '2026-01-10T01:00:00Z');
      await box.moveTo(kolkata('2026-02-11'));
      const [, period] = byDate(await box.invoices(customer));
      expect(linesOf(period as never)).toEqual([
        ['usage', 1000],
        ['base', 4900],
      ]);
      expect(period).toMatchObject({
        lines: [
          {
            quantity: '60000',
            tiers: [
              { description: 'Included', quantity: '50000' },
              { quantity: '10000', unitPrice: '0.001', amount: 1000 },
            ],
          },
          { description: 'Starter, 2026-02-10 to 2026-03-09' },
        ],
      });
    });

    it('409: a second live subscription; 404: another provider’s customer; 422: an unknown or archived plan', async () => {
      const box = await givenSandbox('2026-01-10T06:00:00.000Z');
      const plan = await box.plan();
      const customer = await box.subscribe(plan);
      const path = `/customers/${customer}/subscription`;
      expect(await box.http.post(path, { plan })).toMatchObject({
        status: 409,
        body: { code: 'already_exists' },
      });
      const other = await givenSandbox('2026-01-10T06:00:00.000Z');
      expect((await other.http.get(path)).status).toBe(404);
      expect((await other.http.post(path, { plan })).status).toBe(404);
      expect((await other.http.delete(`${path}?when=now`)).status).toBe(404);
      expect((await other.http.get(`/customers/${customer}/invoices/upcoming`)).status).toBe(404);
      expect((await other.http.get(`/customers/${customer}/credits`)).status).toBe(404);
      await box.http.post(`/plans/${plan}/archive`);
      const fresh = `/customers/${await box.customer()}/subscription`;
      expect(await box.http.post(fresh, { plan })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'plan' }] },
      });
      expect(await box.http.post(fresh, { plan: 'nope' })).toMatchObject({ status: 422 });
      expect(await box.http.post(fresh, { plan, cuopon: 'X' })).toMatchObject({ status: 422 });
      expect((await box.http.get(fresh)).status).toBe(404);
    });

    it('in the past catches up period by period; in the future waits', async () => {
      const box = await givenSandbox('2026-03-20T06:00:00.000Z');
      const plan = await box.plan(starter);
      const late = await box.subscribe(plan, { startAt: kolkata('2026-01-05') });
      expect(byDate(await box.invoices(late)).map(({ total }) => total)).toEqual([4900, 4900, 4900]);
      expect(await subscriptionOf(box, late)).toMatchObject({ currentPeriodStart: kolkata('2026-03-05') });
      const early = await box.subscribe(plan, { startAt: kolkata('2026-04-01') });
      expect(await box.invoices(early)).toEqual([]);
      await box.moveTo(kolkata('2026-04-02'));
      expect(await box.invoices(early)).toMatchObject([{ total: 4900, issuedAt: kolkata('2026-04-01') }]);
    });
  });

  describe('a trial', () => {
    it('is free, then converts: the first paid period is whole and counted from its end', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const plan = await box.plan({ ...starter, trialDays: 14 });
      const customer = await box.subscribe(plan);
      expect(await subscriptionOf(box, customer)).toMatchObject({
        status: 'trialing',
        trialEndsAt: kolkata('2026-01-15'),
        currentPeriodEnd: kolkata('2026-01-15'),
      });
      expect(await box.invoices(customer)).toEqual([]);
      expect((await box.http.get(`/customers/${customer}/invoices/upcoming`)).body).toMatchObject({
        total: 4900,
      });
      await box.use(customer, 90_000, kolkata('2026-01-01'));
      expect(await box.moveTo(kolkata('2026-01-16'))).toMatchObject([
        { at: kolkata('2026-01-15'), what: 'trial_ended' },
        { at: kolkata('2026-01-15'), what: 'invoice_finalized' },
      ]);
      expect(await box.invoices(customer)).toMatchObject([{ total: 4900, status: 'open' }]);
      expect(await subscriptionOf(box, customer)).toMatchObject({
        status: 'active',
        currentPeriodStart: kolkata('2026-01-15'),
        currentPeriodEnd: kolkata('2026-02-15'),
      });
      await box.use(customer, 51_000, kolkata('2026-01-16'));
      await box.moveTo(kolkata('2026-02-16'));
      expect(linesOf(byDate(await box.invoices(customer))[1] as never)).toEqual([
        ['usage', 100],
        ['base', 4900],
      ]);
    });

    it('that is cancelled costs nothing, and is not given twice', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const plan = await box.plan({ ...starter, trialDays: 14 });
      const customer = await box.subscribe(plan);
      await box.use(customer, 90_000, kolkata('2026-01-01'));
      await box.http.delete(`/customers/${customer}/subscription`);
      await box.moveTo(kolkata('2026-03-01'));
      expect(await box.invoices(customer)).toEqual([]);
      expect(await subscriptionOf(box, customer)).toMatchObject({ status: 'cancelled' });
      const again = await box.http.post(`/customers/${customer}/subscription`, { plan });
      expect(again.body).toMatchObject({ status: 'active', trialEndsAt: null });
    });
  });

  describe('an upgrade now', () => {
    it('charges the rest of the period by the day, as the preview said, and prices earlier usage as it was', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const [from, to] = [await box.plan(starter), await box.plan(professional)];
      const customer = await box.subscribe(from);
      await box.moveTo('2026-01-11T06:00:00.000Z');
      await box.use(customer, 60_000, '2026-01-10T00:00:00Z');
      const path = `/customers/${customer}/subscription`;
      const preview = await box.http.post(`${path}/preview`, { plan: to });
      expect(preview).toMatchObject({ status: 200, body: { when: 'now', subscription: { plan: to } } });
      expect(await subscriptionOf(box, customer)).toMatchObject({ plan: from });
      expect(await box.invoices(customer)).toHaveLength(1);

      expect((await box.http.patch(path, { plan: to })).body).toMatchObject({ plan: to, status: 'active' });
      const [, change] = byDate(await box.invoices(customer));
      // 21 of 31 days are left: 49 × 21 / 31 = 33.19…, 199 × 21 / 31 = 134.80…
      expect(linesOf(change as never)).toEqual([
        ['proration', -3319],
        ['proration', 13481],
      ]);
      expect(change).toMatchObject({ status: 'open', total: 10162 });
      const { lines, subtotal, total, amountDue } = preview.body;
      expect({ subtotal, total, amountDue }).toEqual({ subtotal: 10162, total: 10162, amountDue: 10162 });
      const bare = (line: object) => ({ ...line, id: undefined });
      expect(lines.map(bare)).toEqual((change as unknown as { lines: object[] }).lines.map(bare));

      await box.use(customer, 700_000, '2026-01-11T06:00:00.000Z');
      await box.moveTo(kolkata('2026-02-02'));
      const [, , period] = byDate(await box.invoices(customer));
      expect(linesOf(period as never)).toEqual([
        ['usage', 1000],
        ['usage', 10_000],
        ['base', 19_900],
      ]);
    });

    it('between plans that price usage alike counts the included units once', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const [from, to] = [await box.plan(starter), await box.plan({ ...starter, basePrice: '59' })];
      const customer = await box.subscribe(from);
      await box.moveTo(kolkata('2026-01-11'));
      await box.use(customer, 40_000, kolkata('2026-01-10'));
      await box.http.patch(`/customers/${customer}/subscription`, { plan: to });
      await box.use(customer, 40_000, kolkata('2026-01-11'));
      await box.moveTo(kolkata('2026-02-02'));
      expect(linesOf(byDate(await box.invoices(customer))[2] as never)).toEqual([
        ['usage', 3000],
        ['base', 5900],
      ]);
    });

    it('by usage or time gives back no more than usage has left', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const from = await box.plan({ ...starter, proration: 'usage_or_time' });
      const to = await box.plan(professional);
      const customer = await box.subscribe(from);
      await box.moveTo(kolkata('2026-01-11'));
      await box.use(customer, 45_000, kolkata('2026-01-10'));
      const path = `/customers/${customer}/subscription`;
      const { body } = await box.http.post(`${path}/preview`, { plan: to });
      expect(linesOf(body)).toEqual([
        ['proration', -490],
        ['proration', 13_481],
      ]);
    });

    it('to a year starts the year today and closes the month’s usage', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const from = await box.plan(starter);
      const to = await box.plan({ ...starter, name: 'Starter yearly', interval: 'year', basePrice: '490' });
      const customer = await box.subscribe(from);
      await box.moveTo(kolkata('2026-01-11'));
      await box.use(customer, 60_000, kolkata('2026-01-10'));
      await box.http.patch(`/customers/${customer}/subscription`, { plan: to, when: 'now' });
      expect(await subscriptionOf(box, customer)).toMatchObject({
        currentPeriodStart: kolkata('2026-01-11'),
        currentPeriodEnd: kolkata('2027-01-11'),
      });
      await box.use(customer, 51_000, kolkata('2026-01-11'));
      await box.moveTo(kolkata('2026-02-12'));
      const totals = (await box.invoices(customer)).map(({ lines }) =>
        lines.map((l: { amount: number }) => l.amount),
      );
      expect(totals.flat().sort((a, b) => a - b)).toEqual([-3319, 100, 1000, 4900, 49_000]);
    });
  });

  describe('a downgrade', () => {
    it('waits for the end of the period; choosing the present plan takes it back', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const [cheap, dear] = [await box.plan(starter), await box.plan(professional)];
      const customer = await box.subscribe(dear);
      const path = `/customers/${customer}/subscription`;
      expect((await box.http.patch(path, { plan: cheap })).body).toMatchObject({
        plan: dear,
        scheduledPlan: cheap,
      });
      expect((await box.http.patch(path, { plan: dear })).body).toMatchObject({
        plan: dear,
        scheduledPlan: null,
      });
      await box.http.patch(path, { plan: cheap });
      await box.moveTo(kolkata('2026-02-02'));
      expect(await subscriptionOf(box, customer)).toMatchObject({ plan: cheap, scheduledPlan: null });
      const [first, second] = byDate(await box.invoices(customer));
      expect([first?.total, second?.total]).toEqual([19_900, 4900]);
    });

    it('now gives back the rest on the next invoice, which never falls below zero', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const [cheap, dear] = [await box.plan(starter), await box.plan(professional)];
      const customer = await box.subscribe(dear);
      await box.moveTo(kolkata('2026-01-02'));
      const path = `/customers/${customer}/subscription`;
      const preview = (await box.http.post(`${path}/preview`, { plan: cheap, when: 'now' })).body;
      expect(preview).toMatchObject({ when: 'now', subtotal: -14_516, amountDue: -14_516 });
      await box.http.patch(path, { plan: cheap, when: 'now' });
      expect(await box.invoices(customer)).toHaveLength(1);
      await box.moveTo(kolkata('2026-02-02'));
      const [, second] = byDate(await box.invoices(customer));
      expect(linesOf(second as never)).toEqual([
        ['usage', 0],
        ['proration', -19_258],
        ['proration', 4742],
        ['base', 4900],
        ['adjustment', 9616],
      ]);
      expect(second).toMatchObject({ total: 0, status: 'paid' });
      await box.moveTo(kolkata('2026-03-02'));
      const [, , third] = byDate(await box.invoices(customer));
      expect(linesOf(third as never)).toEqual([
        ['usage', 0],
        ['adjustment', -9616],
        ['base', 4900],
        ['adjustment', 4716],
      ]);
    });
  });

  describe('an end', () => {
    it('now bills what was used of the period and lets the customer start again without billing it twice', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const plan = await box.plan();
      const customer = await box.subscribe(plan);
      await box.moveTo('2026-01-10T10:07:00.000Z');
      await box.use(customer, 5000, '2026-01-10T10:05:00.000Z');
      const path = `/customers/${customer}/subscription`;
      const { body } = await box.http.delete(`${path}?when=now`);
      expect(body).toMatchObject({ status: 'cancelled', cancelAt: '2026-01-10T10:07:00.000Z' });
      expect((await box.http.patch(path, { plan })).status).toBe(404);
      await box.http.post(path, { plan });
      await box.use(customer, 7000, '2026-01-10T10:08:00.000Z');
      await box.moveTo(kolkata('2026-02-12'));
      const [last, next] = byDate(await box.invoices(customer));
      expect(last).toMatchObject({ total: 500, periodEnd: '2026-01-10T10:07:00.000Z', status: 'open' });
      expect(next).toMatchObject({ total: 700, periodStart: '2026-01-10T10:07:00.000Z' });
    });

    it('at the end of the period can be taken back, and otherwise comes', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const plan = await box.plan(starter);
      const customer = await box.subscribe(plan);
      const path = `/customers/${customer}/subscription`;
      const cancelled = (await box.http.delete(`${path}?when=period_end`)).body;
      expect(cancelled).toMatchObject({ status: 'active', cancelAt: kolkata('2026-02-01') });
      expect((await box.http.patch(path, { plan })).body).toMatchObject({ cancelAt: null });
      await box.http.delete(`${path}?when=period_end`);
      await box.moveTo(kolkata('2026-03-02'));
      expect(await subscriptionOf(box, customer)).toMatchObject({
        status: 'cancelled',
        cancelledAt: kolkata('2026-02-01'),
      });
      expect(byDate(await box.invoices(customer)).map(({ total }) => total)).toEqual([4900, 0]);
      expect((await box.http.get(`/customers/${customer}/invoices/upcoming`)).status).toBe(404);
    });
  });
});
