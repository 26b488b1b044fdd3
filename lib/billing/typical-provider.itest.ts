import { describe, expect, it } from 'vitest';
import { standingClock } from '@/lib/core/clock';
import { givenSandbox, type Sandbox, withOneAndTwoWorkers } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';
import { closeDuePeriods } from './close-due-periods';

useRuntime();

const kolkata = (day: string, time = '00:00:00') => new Date(`${day}T${time}+05:30`).toISOString();
const HOUR_MS = 3_600_000;

const overage = (included: string, unitPrice: string) => [
  { meter: 'calls', model: 'standard' as const, included, unitPrice },
];

/** The four plans that a provider of an API sells, as they stand. */
const FOUR = {
  free: {
    ...{ basePrice: '0', rateLimit: { limit: 10, windowSeconds: 60 } },
    ...{ prices: [], quotas: [{ meter: 'calls', limit: 1000, hard: true }] },
  },
  starter: {
    ...{ basePrice: '49', trialDays: 14, rateLimit: { limit: 100, windowSeconds: 60 } },
    prices: overage('50000', '0.001'),
  },
  professional: {
    ...{ basePrice: '199', trialDays: 14, rateLimit: { limit: 500, windowSeconds: 60 } },
    prices: overage('500000', '0.0005'),
  },
  enterprise: {
    ...{ basePrice: '999', trialDays: 30, rateLimit: { limit: 2000, windowSeconds: 60 } },
    prices: overage('5000000', '0.0002'),
  },
};

/** Does all that is due by an instant with two workers at once, and then once more. */
async function closeTwice(box: Sandbox, instant: string): Promise<void> {
  const ctx = { ...box.provider.sandbox, clock: standingClock(new Date(instant)) };
  const outcomes = await Promise.all([closeDuePeriods(ctx), closeDuePeriods(ctx)]);
  expect(outcomes.map(({ failed }) => failed)).toEqual([0, 0]);
  expect(await closeDuePeriods(ctx)).toEqual({ done: [], failed: 0 });
}

withOneAndTwoWorkers(() => {
  describe('the four plans of a typical provider', () => {
    it.each([
      ['starter', 60_000, 4900 + 1000],
      ['starter', 50_000, 4900],
      ['professional', 1_000_000, 19_900 + 25_000],
      ['enterprise', 6_000_000, 99_900 + 20_000],
    ] as const)('%s: %i calls in a month after the trial come to %i', async (name, calls, total) => {
      const box = await givenSandbox(kolkata('2026-01-01'), { currency: 'USD' });
      const customer = await box.subscribe(await box.plan(FOUR[name]));
      const trialEnd = new Date(Date.parse(kolkata('2026-01-01')) + FOUR[name].trialDays * 24 * HOUR_MS);
      await box.use(customer, 999_999, kolkata('2026-01-01'));
      await box.moveTo(trialEnd.toISOString());
      expect(await box.invoices(customer)).toMatchObject([
        { subtotal: Number(FOUR[name].basePrice) * 100, lines: [{ kind: 'base' }] },
      ]);
      await box.use(customer, calls, trialEnd.toISOString());
      const { currentPeriodEnd } = (await box.http.get(`/customers/${customer}/subscription`)).body;
      await closeTwice(box, currentPeriodEnd);
      await closeTwice(box, new Date(Date.parse(currentPeriodEnd) + HOUR_MS).toISOString());
      const [invoice, ...others] = await box.invoices(customer);
      expect(others).toHaveLength(1);
      expect(invoice).toMatchObject({ subtotal: total, currency: 'USD' });
    });

    it('free: 1,000 calls a month and not one more, never an invoice', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const customer = await box.subscribe(await box.plan({ ...FOUR.free, rateLimit: null }));
      const verify = async (cost: number) => (await box.http.post('/verify', { customer, cost })).body.code;
      expect([await verify(1000), await verify(1)]).toEqual(['ok', 'quota_exceeded']);
      await box.moveTo(kolkata('2026-02-01'));
      expect(await verify(1)).toBe('ok');
      await box.moveTo(kolkata('2026-04-02'));
      expect(await box.invoices(customer)).toEqual([]);
    });
  });

  describe('the end of India’s financial year', () => {
    it('begins a new series; a draft of March that is made final in April is numbered in the new one', async () => {
      const box = await givenSandbox(kolkata('2026-02-28', '23:30:00'));
      const customer = await box.subscribe(await box.plan());
      await box.use(customer, 1000, kolkata('2026-02-28'));
      await box.moveTo(kolkata('2026-04-29'));
      // The period of March ended on the 28th; another customer's ends with the year itself.
      const second = await givenSandbox(kolkata('2026-03-01'));
      const other = await second.subscribe(await second.plan({ basePrice: '10' }));
      await second.moveTo(kolkata('2026-04-02'));
      const numbers = async (one: Sandbox, id: string) =>
        (await one.invoices(id)).map(({ number }) => number);
      expect(await numbers(box, customer)).toEqual(['INV/2627/000001', 'INV/2526/000001']);
      expect(await numbers(second, other)).toEqual(['INV/2627/000001', 'INV/2526/000001']);
      const [april] = await second.invoices(other);
      const note = await second.http.post(`/invoices/${april.id}/credit-notes`, { amount: 100, reason: 'x' });
      expect(note.body.number).toBe('CN/2627/00001');
    });
  });

  describe('the calendar of a subscription', () => {
    it.each([
      ['2028-02-29', 'year', ['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']],
      ['2026-01-31', 'month', ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']],
      ['2028-01-30', 'month', ['2028-02-29', '2028-03-30', '2028-04-30', '2028-05-30']],
    ] as const)('from %s by the %s returns to its day', async (start, interval, ends) => {
      const box = await givenSandbox(kolkata(start));
      const customer = await box.subscribe(await box.plan({ interval, basePrice: '12', prices: [] }));
      await box.moveTo(kolkata(ends[3]));
      const { lines } = { lines: (await box.invoices(customer)).flatMap((invoice) => invoice.lines) };
      const starts = lines.map(({ periodStart }) => periodStart).reverse();
      expect(starts).toEqual([start, ...ends].map((day) => kolkata(day)));
    });

    it.each([
      ['Asia/Kathmandu', '2026-03-14T18:15:00.000Z', '2026-04-14T18:15:00.000Z'],
      ['Australia/Lord_Howe', '2026-03-14T13:00:00.000Z', '2026-04-14T13:30:00.000Z'],
      ['America/St_Johns', '2026-02-15T03:30:00.000Z', '2026-03-15T02:30:00.000Z'],
    ])('in %s begins and ends at its midnight', async (timezone, start, end) => {
      const box = await givenSandbox(start, { timezone });
      const customer = await box.subscribe(await box.plan());
      await box.use(customer, 1000, start);
      await box.moveTo(new Date(Date.parse(end) + HOUR_MS).toISOString());
      expect(await box.invoices(customer)).toMatchObject([
        { periodStart: start, periodEnd: end, total: 100 },
      ]);
    });
  });

  describe('money', () => {
    it.each([
      ['JPY', '0.4', '1001', 400],
      ['KWD', '0.0004', '1001', 400],
      ['INR', '0.000000001', '1000000000000000', 100_000_000],
    ])('in %s at %s a unit, %s units come to %i', async (currency, unitPrice, quantity, total) => {
      const box = await givenSandbox(kolkata('2026-01-01'), { currency });
      const prices = [{ meter: 'calls', model: 'standard' as const, unitPrice }];
      const customer = await box.subscribe(await box.plan({ prices }));
      await box.use(customer, quantity, kolkata('2026-01-01'));
      await box.moveTo(kolkata('2026-02-02'));
      const [invoice] = await box.invoices(customer);
      expect(invoice).toMatchObject({ total, currency, lines: [{ quantity, unitPrice }] });
      const { lines } = (await box.http.get(`/invoices/${invoice.id}/explain`)).body;
      expect(lines).toMatchObject([{ amount: total, usage: { quantity, addsUp: true } }]);
    });

    it('is given back when late usage crosses into a cheaper volume tier', async () => {
      const box = await givenSandbox(kolkata('2026-01-01'));
      const tiers = [
        { upTo: '1000', unitPrice: '1' },
        { upTo: null, unitPrice: '0.1' },
      ];
      const prices = [{ meter: 'calls', model: 'volume' as const, tiers }];
      const customer = await box.subscribe(await box.plan({ prices }));
      await box.use(customer, 900, kolkata('2026-01-01'));
      await box.moveTo(kolkata('2026-02-02'));
      await box.use(customer, 200, kolkata('2026-01-01'));
      await box.use(customer, 950, kolkata('2026-02-01'));
      await box.moveTo(kolkata('2026-03-02'));
      const [next] = await box.invoices(customer);
      expect(next.lines).toMatchObject([
        { kind: 'usage', amount: 95_000 },
        { kind: 'adjustment', quantity: '200', amount: 11_000 - 90_000 },
      ]);
      expect(next.total).toBe(95_000 - 79_000);
    });
  });
});
