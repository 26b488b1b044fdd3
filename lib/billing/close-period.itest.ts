import { describe, expect, it } from 'vitest';
import { standingClock } from '@/lib/core/clock';
import { givenSandbox, withOneAndTwoWorkers } from '@/lib/testing/billing-fixture';
import { contextOf } from '@/lib/testing/factories';
import { useRuntime } from '@/lib/testing/runtime';
import { closeDuePeriods } from './close-due-periods';

useRuntime();

/** Local midnight of a day in Kolkata. */
const kolkata = (day: string) => new Date(`${day}T00:00:00+05:30`).toISOString();

withOneAndTwoWorkers(() => {
  describe('a period that ends', () => {
    it.each([
      [20_000, 2000],
      [150_000, 15_000],
    ])('bills %i calls at ₹1 per 1,000 with %i paise, once', async (calls, total) => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const customer = await box.subscribe(await box.plan());
      await box.moveTo(kolkata('2026-01-20'));
      await box.use(customer, calls, '2026-01-15T12:00:00Z');
      expect(await box.invoices(customer)).toEqual([]);
      const upcoming = (await box.http.get(`/customers/${customer}/invoices/upcoming`)).body;
      expect(upcoming).toMatchObject({ total, status: 'draft', periodEnd: kolkata('2026-02-01') });

      expect(await box.moveTo(kolkata('2026-02-01'))).toMatchObject([
        { at: kolkata('2026-02-01'), what: 'period_closed', customer },
        { at: kolkata('2026-02-01'), what: 'invoice_drafted', customer },
      ]);
      const [draft] = await box.invoices(customer);
      expect(draft).toMatchObject({ status: 'draft', number: null, total, issuedAt: null });

      expect(await box.moveTo('2026-01-31T19:30:00.000Z')).toMatchObject([{ what: 'invoice_finalized' }]);
      const invoices = await box.invoices(customer);
      expect(invoices).toHaveLength(1);
      expect(invoices[0]).toMatchObject({
        id: draft.id,
        number: 'INV/2526/000001',
        customer,
        status: 'open',
        currency: 'INR',
        periodStart: kolkata('2026-01-01'),
        periodEnd: kolkata('2026-02-01'),
        issuedAt: '2026-01-31T19:30:00.000Z',
        dueAt: '2026-02-07T19:30:00.000Z',
        subtotal: total,
        discount: 0,
        taxes: [],
        total,
        amountPaid: 0,
        amountDue: total,
        documentTitle: 'Bill of Supply',
      });
      expect(invoices[0].lines).toEqual([
        {
          id: expect.stringMatching(/^line_/),
          kind: 'usage',
          description: 'API calls, 2026-01-01 to 2026-01-31',
          meter: 'calls',
          periodStart: kolkata('2026-01-01'),
          periodEnd: kolkata('2026-02-01'),
          quantity: String(calls),
          unit: 'call',
          unitPrice: '0.001',
          amount: total,
          taxCode: '998315',
        },
      ]);
      const { lines, subtotal, taxes } = upcoming;
      const without = (line: object) => ({ ...line, id: undefined });
      expect({ subtotal, taxes, lines: lines.map(without) }).toEqual({
        subtotal: invoices[0].subtotal,
        taxes: invoices[0].taxes,
        lines: invoices[0].lines.map(without),
      });
      const ctx = await contextOf(box.provider.sandboxSlug);
      expect(await closeDuePeriods(ctx)).toEqual({ done: [], failed: 0 });
      expect(await box.invoices(customer)).toEqual(invoices);
    });
  });

  describe('usage that comes late', () => {
    it('within the grace is on the invoice; afterwards it is an adjustment on the next', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const prices = [
        {
          meter: 'calls',
          model: 'graduated' as const,
          tiers: [
            { upTo: '1000', unitPrice: '1', flatFee: '0' },
            { upTo: null, unitPrice: '0.1', flatFee: '50' },
          ],
        },
      ];
      const customer = await box.subscribe(await box.plan({ prices }));
      await box.moveTo(kolkata('2026-02-01'));
      await box.use(customer, 900, '2026-01-15T12:00:00Z');
      // Exactly at the end of the grace the draft becomes final; what comes at that same instant is late.
      await box.moveTo(new Date(Date.parse(kolkata('2026-02-01')) + 3_600_000).toISOString());
      expect(await box.invoices(customer)).toMatchObject([{ status: 'open', total: 90_000 }]);
      const late = { id: 'late', customer, quantity: 200, timestamp: '2026-01-20T12:00:00Z' };
      const { body } = await box.http.post('/events', [late]);
      expect(body).toMatchObject({
        accepted: 1,
        warnings: [{ id: 'late', code: 'late_for_invoiced_period' }],
      });
      await box.moveTo(kolkata('2026-03-02'));
      const invoices = await box.invoices(customer);
      expect(invoices.find(({ total }) => total === 90_000)).toBeDefined();
      const next = invoices.find(({ periodEnd }) => periodEnd === kolkata('2026-03-01'));
      // 1,000 at 1 and 100 at 0.1 with a fee of 50, less the 900 that were billed.
      expect(next.lines).toMatchObject([
        { kind: 'usage', quantity: '0', amount: 0 },
        {
          kind: 'adjustment',
          meter: 'calls',
          periodStart: kolkata('2026-01-01'),
          periodEnd: kolkata('2026-02-01'),
          quantity: '200',
          amount: 16_000,
          tiers: [
            { tier: 1, quantity: '100', amount: 10_000 },
            { tier: 2, quantity: '100', amount: 1000 },
            { tier: 2, quantity: '1', amount: 5000 },
          ],
        },
      ]);
      await box.moveTo(kolkata('2026-04-02'));
      const all = await box.invoices(customer);
      expect(all.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'adjustment')).toHaveLength(1);
    });

    it('that is taken back is given back', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const customer = await box.subscribe(await box.plan());
      const { secret } = (await box.http.post(`/customers/${customer}/keys`, {})).body;
      await box.moveTo('2026-01-10T00:00:00.000Z');
      const verified = await box.http.post('/verify', { key: secret, cost: 30_000 });
      await box.moveTo(kolkata('2026-02-02'));
      await box.http.post('/settle', { settlements: [{ id: verified.body.id, cost: 10_000, status: 200 }] });
      await box.use(customer, 50_000, kolkata('2026-02-01'));
      await box.moveTo(kolkata('2026-03-02'));
      const totals = (await box.invoices(customer)).map(({ total }) => total);
      expect(totals.sort()).toEqual([3000, 5000 - 2000]);
    });
  });

  describe('several workers', () => {
    it('make one invoice a period, with numbers without gaps', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const plan = await box.plan();
      const customers = await Promise.all(Array.from({ length: 6 }, () => box.subscribe(plan)));
      for (const customer of customers) await box.use(customer, 20_000, kolkata('2026-01-01'));
      const at = (instant: string) => ({ ...box.provider.sandbox, clock: standingClock(new Date(instant)) });
      const end = at(kolkata('2026-02-01'));
      await Promise.all([closeDuePeriods(end), closeDuePeriods(end), closeDuePeriods(end)]);
      const later = at(kolkata('2026-02-02'));
      const outcomes = await Promise.all([
        closeDuePeriods(later),
        closeDuePeriods(later),
        closeDuePeriods(later),
      ]);
      expect(outcomes.map(({ failed }) => failed)).toEqual([0, 0, 0]);
      expect(outcomes.flatMap(({ done }) => done)).toHaveLength(customers.length);
      const invoices = (await box.http.get('/invoices?limit=100')).body.data;
      expect(invoices.map(({ customer }: { customer: string }) => customer).sort()).toEqual(customers.sort());
      expect(invoices.map(({ number }: { number: string }) => number).sort()).toEqual(
        customers.map((_, index) => `INV/2526/00000${index + 1}`),
      );
      expect(new Set(invoices.map(({ total }: { total: number }) => total))).toEqual(new Set([2000]));
    });
  });

  describe('what is charged', () => {
    it('leaves out failed calls, as the plan says, and counts by the meter', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      await box.http.post('/meters', { slug: 'peak', name: 'Peak seats', unit: 'seat', aggregation: 'max' });
      const users = { slug: 'users', name: 'Users', unit: 'user', aggregation: 'unique', property: 'user' };
      await box.http.post('/meters', users);
      await box.http.post('/meters', { slug: 'jobs', name: 'Jobs', unit: 'job', aggregation: 'count' });
      const one = (meter: string) => ({ meter, model: 'standard' as const, unitPrice: '1' });
      const prices = [one('calls'), one('peak'), one('users'), one('jobs')];
      const customer = await box.subscribe(await box.plan({ prices, chargeableStatus: 'below_400' }));
      await box.moveTo(kolkata('2026-01-03'));
      const at = kolkata('2026-01-02');
      await box.use(customer, 10, at, { status: 200 });
      await box.use(customer, '0.5', at, { status: 399 });
      await box.use(customer, 100, at, { status: 400 });
      await box.use(customer, 7, at, { meter: 'peak' });
      await box.use(customer, 9, at, { meter: 'peak' });
      for (const user of ['a', 'b', 'a'])
        await box.use(customer, 1, at, { meter: 'users', properties: { user } });
      await box.use(customer, 5, at, { meter: 'jobs' });
      await box.use(customer, 5, at, { meter: 'jobs' });
      await box.moveTo(kolkata('2026-02-02'));
      const [invoice] = await box.invoices(customer);
      const quantities = invoice.lines.map((line: { meter: string; quantity: string }) => [
        line.meter,
        line.quantity,
      ]);
      expect(Object.fromEntries(quantities)).toEqual({ calls: '10.5', peak: '9', users: '2', jobs: '2' });
      expect(invoice.total).toBe(2350);
    });

    it('has a minimum that is trued up', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const prices = [
        { meter: 'calls', model: 'standard' as const, unitPrice: '0.001', minimumSpend: '100' },
      ];
      const customer = await box.subscribe(await box.plan({ prices }));
      await box.use(customer, 20_000, kolkata('2026-01-01'));
      await box.moveTo(kolkata('2026-02-02'));
      expect((await box.invoices(customer))[0].lines).toMatchObject([
        { kind: 'usage', amount: 2000 },
        { kind: 'minimum', amount: 8000 },
      ]);
    });
  });

  describe('the calendar', () => {
    it('follows daylight saving and short months', async () => {
      const box = await givenSandbox('2026-01-31T12:00:00.000Z', { timezone: 'America/New_York' });
      const customer = await box.subscribe(await box.plan());
      const ends = ['2026-02-28T05:00:00.000Z', '2026-03-31T04:00:00.000Z', '2026-04-30T04:00:00.000Z'];
      await box.use(customer, 1000, '2026-01-31T06:00:00Z');
      await box.moveTo('2026-05-01T00:00:00.000Z');
      const invoices = await box.invoices(customer);
      expect(invoices.map(({ periodEnd }) => periodEnd).sort()).toEqual(ends);
      const first = invoices.find(({ periodEnd }) => periodEnd === ends[0]);
      expect(first).toMatchObject({ periodStart: '2026-01-31T05:00:00.000Z', total: 100 });
      expect(first.lines[0].description).toBe('API calls, 2026-01-31 to 2026-02-27');
    });

    it('bills the usage of a yearly plan by the month, and its fee by the year', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const customer = await box.subscribe(await box.plan({ interval: 'year', basePrice: '1000' }));
      await box.use(customer, 20_000, kolkata('2026-01-01'));
      await box.moveTo(kolkata('2026-02-02'));
      await box.use(customer, 40_000, kolkata('2026-02-02'));
      await box.moveTo(kolkata('2027-01-02'));
      const invoices = await box.invoices(customer);
      expect(invoices).toHaveLength(13);
      const of = (end: string) => invoices.find(({ periodEnd }) => periodEnd === kolkata(end)).total;
      expect([of('2026-02-01'), of('2026-03-01'), of('2026-04-01'), of('2027-01-01')]).toEqual([
        2000, 4000, 0, 100_000,
      ]);
      expect(invoices.find(({ total }) => total === 0)).toMatchObject({ status: 'paid', amountDue: 0 });
    });
  });
});
