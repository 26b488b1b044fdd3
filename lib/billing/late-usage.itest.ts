import { describe, expect, it } from 'vitest';
import { standingClock } from '@/lib/core/clock';
import { givenSandbox, withOneAndTwoWorkers } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { closeDuePeriods } from './close-due-periods';

useRuntime();

const kolkata = (day: string, time = '00:00:00') => new Date(`${day}T${time}+05:30`).toISOString();

/** Somebody who used 20,000 calls in January, left on the 20th and was billed ₹20. */
async function givenGone() {
  const box = await givenSandbox(kolkata('2026-01-01'));
  const plan = await box.plan();
  const customer = await box.subscribe(plan);
  await box.moveTo(kolkata('2026-01-20'));
  await box.use(customer, 20_000, kolkata('2026-01-10'));
  await box.http.delete(`/customers/${customer}/subscription?when=now`);
  await box.moveTo(kolkata('2026-01-21'));
  const [last] = await box.invoices(customer);
  expect(last).toMatchObject({ total: 2000, status: 'open' });
  return { box, plan, customer };
}

const at = (box: Awaited<ReturnType<typeof givenGone>>['box'], instant: string) => ({
  ...box.provider.sandbox,
  clock: standingClock(new Date(instant)),
});

withOneAndTwoWorkers(() => {
  describe('usage that comes late to the last invoice of somebody who left', () => {
    it('is billed once by an invoice of adjustments alone, after the grace, with several workers', async () => {
      const { box, customer } = await givenGone();
      await box.use(customer, 5000, kolkata('2026-01-11'));
      await box.use(customer, 2000, kolkata('2026-01-12'), { endpoint: 'GET /late' });
      const then = at(box, kolkata('2026-01-21', '01:00:00'));
      await Promise.all([closeDuePeriods(then), closeDuePeriods(then)]);
      await box.moveTo(kolkata('2026-03-15'));
      const [adjustment, last, ...others] = await box.invoices(customer);
      expect(others).toEqual([]);
      expect(adjustment).toMatchObject({ number: 'INV/2526/000002', total: 700, status: 'open' });
      expect(adjustment.lines).toMatchObject([
        { kind: 'adjustment', quantity: '7000', amount: 700, periodStart: last.periodStart },
      ]);
      const { lines } = (await box.http.get(`/invoices/${adjustment.id}/explain`)).body;
      expect(lines).toMatchObject([
        { billedBefore: { quantity: '20000' }, all: { quantity: '27000' }, usage: { addsUp: true } },
      ]);
    });

    it('may come as long as events are taken, and again and again', async () => {
      const { box, customer } = await givenGone();
      for (const [month, quantity] of [
        [3, 1000],
        [9, 4000],
      ] as const) {
        await box.moveTo(kolkata(`2026-0${month}-01`));
        await box.use(customer, quantity, kolkata('2026-01-11'));
      }
      await box.moveTo(kolkata('2027-02-20'));
      await box.use(customer, 8000, kolkata('2026-01-18'));
      await box.moveTo(kolkata('2027-04-02'));
      expect((await box.invoices(customer)).map(({ total }) => total)).toEqual([800, 400, 100, 2000]);
    });

    it('waits for the next invoice where there is a plan again that bills usage', async () => {
      const { box, plan, customer } = await givenGone();
      await box.use(customer, 5000, kolkata('2026-01-11'));
      await box.http.post(`/customers/${customer}/subscription`, { plan });
      await box.moveTo(kolkata('2026-02-22'));
      const [next, ...rest] = await box.invoices(customer);
      expect(rest).toHaveLength(1);
      expect(next.lines).toMatchObject([{ kind: 'usage' }, { kind: 'adjustment', amount: 500 }]);
    });

    it('is billed too where the plan of now prices nothing and so makes no invoices', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const [paid, free] = [await box.plan(), await box.plan({ prices: [] })];
      const customer = await box.subscribe(paid);
      await box.http.patch(`/customers/${customer}/subscription`, { plan: free, when: 'period_end' });
      await box.moveTo(kolkata('2026-03-05'));
      await box.use(customer, 9000, kolkata('2026-01-15'));
      await box.moveTo(kolkata('2026-03-06'));
      expect((await box.invoices(customer)).map(({ total }) => total)).toEqual([900, 0]);
    });

    it('that is given back never makes a negative invoice; what is owed to the customer waits', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const customer = await box.subscribe(await box.plan());
      const verified = (await box.http.post('/verify', { customer, cost: 30_000 })).body;
      await box.http.delete(`/customers/${customer}/subscription?when=now`);
      await box.moveTo(kolkata('2026-01-02'));
      await box.http.post('/settle', { settlements: [{ id: verified.id, cost: 10_000, status: 200 }] });
      await box.moveTo(kolkata('2026-01-03'));
      const [given, last] = await box.invoices(customer);
      expect(last).toMatchObject({ total: 3000 });
      expect(given).toMatchObject({ total: 0, status: 'paid' });
      expect(given.lines.map(({ amount }: { amount: number }) => amount)).toEqual([-2000, 2000]);
    });
  });
});
