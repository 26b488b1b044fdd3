import fc from 'fast-check';
import { expect, it } from 'vitest';
import { priceOf } from '@/lib/pricing/arbitraries';
import { givenSandbox, type Sandbox } from '@/lib/testing/billing-fixture';
import { useRuntime } from '@/lib/testing/runtime';

useRuntime();

/*
 * Whatever a customer does: the upcoming invoice at the instant of closing is the invoice, verify's spend is what it
 * charges, its explanation adds up, and of everything in the ledger each unit is billed once.
 */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RUNS = 4;

const price = priceOf('standard', 'graduated', 'volume', 'package', 'percentage');

const quantity = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map(String),
  fc.constantFrom('0.5', '12.25', '1000'),
);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('use' as const), quantity }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('late' as const),
      quantity,
      daysAgo: fc.integer({ min: 1, max: 50 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      to: fc.nat(2),
      when: fc.constantFrom('now', 'period_end'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('migrate' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const history = fc.record({
  timezone: fc.constantFrom('Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe'),
  currency: fc.constantFrom('INR', 'JPY', 'KWD'),
  start: fc.constantFrom('2026-01-31T13:20:00.000Z', '2026-02-28T23:59:00.000Z', '2026-09-15T00:00:00.000Z'),
  trialDays: fc.constantFrom(0, 0, 5),
  coupon: fc.option(fc.constantFrom('10', '33.3')),
  prices: fc.array(price, { minLength: 4, maxLength: 4 }),
  steps: fc.array(fc.record({ afterHours: fc.integer({ min: 0, max: 160 }), step }), {
    minLength: 3,
    maxLength: 12,
  }),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

// biome-ignore lint/suspicious/noExplicitAny: what the API answers is asserted, not trusted.
type Json = any;

class Life {
  private now: number;
  /** All units, and those that were not used in the trial. */
  private used = 0;
  private owed = 0;

  private constructor(
    readonly box: Sandbox,
    readonly customer: string,
    private readonly plans: string[],
    private readonly given: History,
  ) {
    this.now = Date.parse(given.start);
  }

  static async begin(given: History): Promise<Life> {
    const box = await givenSandbox(given.start, { timezone: given.timezone, currency: given.currency });
    const plans = [];
    for (const [index, terms] of given.prices.slice(0, 3).entries()) {
      const trialDays = index === 0 ? given.trialDays : 0;
      plans.push(await box.plan({ prices: [terms], basePrice: String(index * 7), trialDays }));
    }
    if (given.coupon) {
      await box.http.post('/coupons', {
        code: 'OFF',
        kind: 'percent',
        percent: given.coupon,
        duration: 'forever',
      });
    }
    const coupon = given.coupon ? { coupon: 'OFF' } : {};
    return new Life(box, await box.subscribe(plans[0] as string, coupon), plans, given);
  }

  /** Moves on; every window that ends on the way is compared with what was upcoming when it closed. */
  async advance(hours: number): Promise<void> {
    const target = this.now + hours * HOUR_MS;
    for (;;) {
      const upcoming = await this.upcoming();
      const closesAt = upcoming ? Date.parse(upcoming.closesAt) : Number.POSITIVE_INFINITY;
      if (closesAt > target) break;
      await this.moveTo(closesAt - 1);
      const last = await this.upcoming();
      await this.moveTo(Math.max(this.now, closesAt + HOUR_MS));
      await this.compare(last);
    }
    await this.moveTo(Math.max(this.now, target));
  }

  async act(step: Step): Promise<void> {
    const { http } = this.box;
    const subscription = `/customers/${this.customer}/subscription`;
    switch (step.do) {
      case 'use':
      case 'late':
        await this.use(step.quantity, step.do === 'late' ? this.now - step.daysAgo * DAY_MS : this.now);
        break;
      case 'change':
        await http.patch(subscription, { plan: this.plans[step.to], when: step.when });
        break;
      case 'leave':
        await http.delete(`${subscription}?when=period_end`);
        await http.patch(subscription, { plan: (await http.get(subscription)).body.plan });
        break;
      case 'migrate': {
        const [, , , next] = this.given.prices;
        const { version } = (await http.post(`/plans/${this.plans[1]}/versions`, { prices: [next] })).body;
        await http.post(`/plans/${this.plans[1]}/migrate`, { toVersion: version, when: 'now' });
      }
    }
    this.now = Date.parse((await http.get('/clock')).body.now);
    await this.compareSpend();
  }

  async end(): Promise<void> {
    await this.box.http.delete(`/customers/${this.customer}/subscription?when=now`);
    await this.moveTo(this.now + 3 * HOUR_MS);
    const invoices = await this.box.invoices(this.customer);
    for (const invoice of invoices) await this.explain(invoice);
    const lines = invoices.flatMap((invoice) => invoice.lines);
    const billed = lines.reduce(
      (sum, line) => (line.meter && line.kind !== 'minimum' ? sum + Number(line.quantity) : sum),
      0,
    );
    expect(billed).toBe(this.owed);
    const from = new Date(Date.parse(this.given.start) - DAY_MS).toISOString();
    const to = new Date(this.now + DAY_MS).toISOString();
    const path = `/usage?customer=${this.customer}&granularity=total&from=${from}&to=${to}`;
    expect(Number((await this.box.http.get(path)).body.total.quantity)).toBe(this.used);
  }

  private async use(units: string, at: number): Promise<void> {
    const start = Date.parse(this.given.start);
    const occurredAt = Math.max(start, at);
    await this.box.use(this.customer, units, new Date(occurredAt).toISOString());
    this.used += Number(units);
    if (occurredAt >= start + this.given.trialDays * DAY_MS) this.owed += Number(units);
  }

  private async moveTo(instant: number): Promise<void> {
    await this.box.moveTo(new Date(instant).toISOString());
    this.now = instant;
  }

  private async upcoming(): Promise<Json | null> {
    const { status, body } = await this.box.http.get(`/customers/${this.customer}/invoices/upcoming`);
    return status === 200 ? body : null;
  }

  private async compare(upcoming: Json): Promise<void> {
    const invoices = await this.box.invoices(this.customer);
    const invoice = invoices.find(({ issuedAt, periodEnd }) => {
      const isOfWindow = periodEnd === upcoming.closesAt;
      return isOfWindow && (issuedAt === null || Date.parse(issuedAt) >= Date.parse(periodEnd));
    });
    // A trial that ends into a plan without a base fee leaves nothing to invoice.
    if (!invoice) {
      expect(upcoming.lines).toEqual([]);
      return;
    }
    expect(moneyOf(invoice)).toEqual(moneyOf(upcoming));
  }

  private async compareSpend(): Promise<void> {
    const upcoming = await this.upcoming();
    const { body } = await this.box.http.post('/verify', { customer: this.customer, cost: 0, dryRun: true });
    const usage = upcoming.lines.filter(({ kind }: Json) => kind === 'usage' || kind === 'minimum');
    const amount = usage.reduce((sum: number, line: Json) => sum + line.amount, 0);
    // The gauge counts in doubles and errs upwards, by a minor unit at most.
    expect(body.spend.amount - amount).toBeGreaterThanOrEqual(0);
    expect(body.spend.amount - amount).toBeLessThanOrEqual(1);
  }

  private async explain(invoice: Json): Promise<void> {
    const { body } = await this.box.http.get(`/invoices/${invoice.id}/explain`);
    let subtotal = 0;
    for (const line of body.lines) {
      const parts = line.parts.reduce((sum: number, { amount }: Json) => sum + amount, 0);
      expect(parts).toBe(line.amount);
      if (line.usage) expect(line.usage.addsUp).toBe(true);
      subtotal += line.amount;
    }
    expect(subtotal).toBe(invoice.subtotal);
    expect(invoice.total).toBeGreaterThanOrEqual(0);
  }
}

/** What of an invoice is money, without what a place in the database gives it. */
function moneyOf({ subtotal, discount, coupons, taxes, total, creditsApplied, lines }: Json) {
  const bare = lines.map(({ id: _, ...line }: Json) => line);
  return { subtotal, discount, coupons, taxes, total, creditsApplied, lines: bare };
}

it('is billed as it was upcoming, explained to the unit, and billed once', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (given) => {
      const life = await Life.begin(given);
      for (const { afterHours, step: next } of given.steps) {
        await life.advance(afterHours);
        await life.act(next);
      }
      await life.end();
    }),
    { numRuns: RUNS },
  );
}, 300_000);
