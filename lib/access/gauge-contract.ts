import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFlatTable, priceFromTable, priceSchema, spendFromTable } from '@/lib/pricing';
import { type Gauge, type GaugeQuestion, type GaugeWindow, SLACK } from './gauge';

const PER_THOUSAND = compileFlatTable(
  priceSchema.parse({ meter: 'calls', model: 'standard', unitPrice: '0.001' }),
  'INR',
);
const GRADUATED = compileFlatTable(
  priceSchema.parse({
    meter: 'calls',
    model: 'graduated',
    included: '10',
    tiers: [
      { upTo: '20', unitPrice: '0.5', flatFee: '1' },
      { upTo: null, unitPrice: '0.25', flatFee: '2' },
    ],
    maximumSpend: '40',
  }),
  'INR',
);
const PACKAGE = compileFlatTable(
  priceSchema.parse({
    meter: 'calls',
    model: 'package',
    packageSize: '7',
    packagePrice: '1.5',
    minimumSpend: '1',
  }),
  'INR',
);
const VOLUME = compileFlatTable(
  priceSchema.parse({
    meter: 'calls',
    model: 'volume',
    tiers: [
      { upTo: '10', unitPrice: '1' },
      { upTo: null, unitPrice: '0.5', flatFee: '3' },
    ],
    convert: { operation: 'divide', factor: '3', round: 'up', precision: 0 },
  }),
  'INR',
);

let windows = 0;

/** A window that no other test touches. */
export function freshWindow(): GaugeWindow {
  windows++;
  return {
    providerId: 'prv_test',
    customerId: `cus_${process.pid}_${Date.now()}_${windows}`,
    startMs: 0,
    ttlMs: 600_000,
  };
}

export function question(window: GaugeWindow, change: Partial<GaugeQuestion> = {}): GaugeQuestion {
  return {
    window,
    nowMs: 1_000_000,
    dryRun: false,
    meter: 'calls',
    keyId: 'key_1',
    cost: 1,
    rate: null,
    keyRate: null,
    hardQuota: null,
    keyQuota: null,
    spendLimit: null,
    creditLimit: null,
    keySpendLimit: null,
    moneyEpoch: '',
    prices: [],
    ...change,
  };
}

const EMPTY_SNAPSHOT = '1:1:';

/** What every gauge guarantees; run against each implementation. */
export function gaugeContract(make: () => Gauge): void {
  const opened = async (window = freshWindow()) => {
    const gauge = make();
    await gauge.seed(window, [], EMPTY_SNAPSHOT);
    return { gauge, window };
  };

  describe('windows', () => {
    it('decides nothing until the window is loaded', async () => {
      const decision = await make().decide(question(freshWindow()));
      expect(decision.code).toBe('cold');
    });

    it('counts on from what was loaded', async () => {
      const window = freshWindow();
      const gauge = make();
      await gauge.seed(window, [{ meter: 'calls', keyId: 'key_1', units: 41, calls: 40 }], EMPTY_SNAPSHOT);
      const decision = await gauge.decide(question(window));
      expect(decision).toMatchObject({ code: 'ok', meterUnits: 42, keyUnits: 42 });
    });

    it('keeps the first load when two race', async () => {
      const { gauge, window } = await opened();
      await gauge.decide(question(window));
      await gauge.seed(window, [{ meter: 'calls', keyId: 'key_1', units: 900, calls: 900 }], EMPTY_SNAPSHOT);
      expect((await gauge.decide(question(window))).meterUnits).toBe(2);
    });

    it('follows a commit exactly when the loaded snapshot does not hold it', async () => {
      const window = freshWindow();
      const gauge = make();
      const use = { meter: 'calls', keyId: 'key_1', units: 5, calls: 1 };
      await gauge.follow(window, [use], '7');
      await gauge.seed(window, [], '8:12:9,10');
      await gauge.follow(window, [use], '8');
      expect(await gauge.read(window)).toEqual([]);
      await gauge.follow(window, [use], '9');
      await gauge.follow(window, [use], '12');
      expect(await gauge.read(window)).toEqual([{ meter: 'calls', keyId: 'key_1', units: 10, calls: 2 }]);
    });

    it('takes several calls as one step: all of them from rate, units, calls and prices, or none', async () => {
      const { gauge, window } = await opened();
      const rate = { intervalMs: 1_000, burst: 5 };
      const prices = [{ meter: 'calls', table: GRADUATED }];
      const several = (calls: number) =>
        gauge.decide(question(window, { rate, prices, calls, cost: calls * 2 }));
      expect((await several(6)).code).toBe('rate_limited');
      expect(await several(4)).toMatchObject({ code: 'ok', arrivalMs: 1_004_000, meterUnits: 8 });
      expect((await several(2)).code).toBe('rate_limited');
      expect((await several(1)).pricedUnits).toEqual([{ units: 10, calls: 5 }]);
      await gauge.release(question(window, { calls: 4, cost: 8 }));
      expect(await gauge.read(window)).toEqual([{ meter: 'calls', keyId: 'key_1', units: 2, calls: 1 }]);
    });

    it('is cold again once forgotten', async () => {
      const { gauge, window } = await opened();
      await gauge.forget(window);
      expect((await gauge.decide(question(window))).code).toBe('cold');
      expect(await gauge.read(window)).toBeNull();
    });

    it('forgets every window of one provider and none of another', async () => {
      const gauge = make();
      const mine = [0, 1].map((startMs) => ({ ...freshWindow(), providerId: 'prv_forgotten', startMs }));
      const other = freshWindow();
      for (const window of [...mine, other]) await gauge.seed(window, [], EMPTY_SNAPSHOT);
      await gauge.forgetProvider('prv_forgotten');
      for (const window of mine) expect(await gauge.read(window)).toBeNull();
      expect(await gauge.read(other)).toEqual([]);
    });
  });

  describe('rate', () => {
    it('lets a burst through, then one call an interval', async () => {
      const { gauge, window } = await opened();
      const rate = { intervalMs: 100, burst: 3 };
      const codes = [];
      for (const nowMs of [0, 0, 0, 0, 99, 100, 101, 200]) {
        codes.push((await gauge.decide(question(window, { rate, nowMs: 5_000 + nowMs }))).code);
      }
      expect(codes).toEqual(['ok', 'ok', 'ok', 'rate_limited', 'rate_limited', 'ok', 'rate_limited', 'ok']);
    });

    it("holds a key to its own rate besides the customer's", async () => {
      const { gauge, window } = await opened();
      const keyRate = { intervalMs: 1_000, burst: 1 };
      const first = await gauge.decide(question(window, { keyRate }));
      const second = await gauge.decide(question(window, { keyRate }));
      const otherKey = await gauge.decide(question(window, { keyRate, keyId: 'key_2' }));
      expect([first.code, second.code, second.byKey, otherKey.code]).toEqual([
        'ok',
        'rate_limited',
        true,
        'ok',
      ]);
    });
  });

  describe('quota and money', () => {
    it('lets exactly the remaining allowance through, whatever arrives at once', async () => {
      const { gauge, window } = await opened();
      const asked = Array.from({ length: 2_000 }, () => gauge.decide(question(window, { hardQuota: 100 })));
      const codes = (await Promise.all(asked)).map((decision) => decision.code);
      expect(codes.filter((code) => code === 'ok')).toHaveLength(100);
      expect(await gauge.read(window)).toEqual([{ meter: 'calls', keyId: 'key_1', units: 100, calls: 100 }]);
    });

    it('takes nothing of any limit when one of them says no', async () => {
      const { gauge, window } = await opened();
      const rate = { intervalMs: 1_000, burst: 2 };
      const denied = await gauge.decide(question(window, { rate, hardQuota: 5, cost: 6 }));
      expect(denied).toMatchObject({ code: 'quota_exceeded', meterUnits: 0 });
      const codes = [];
      for (let i = 0; i < 3; i++)
        codes.push((await gauge.decide(question(window, { rate, hardQuota: 5 }))).code);
      expect(codes).toEqual(['ok', 'ok', 'rate_limited']);
    });

    it('counts the quota of a key over all meters', async () => {
      const { gauge, window } = await opened();
      await gauge.decide(question(window, { meter: 'tokens', cost: 3, keyQuota: 4 }));
      const decision = await gauge.decide(question(window, { cost: 2, keyQuota: 4 }));
      expect(decision).toMatchObject({ code: 'quota_exceeded', byKey: true, keyUnits: 3 });
    });

    it('stops at the very call that would pass the spend limit', async () => {
      const { gauge, window } = await opened();
      // ₹1 per 1,000 calls is 0.1 paise a call; a limit of 1 paisa holds ten.
      const change = { spendLimit: 1, prices: [{ meter: 'calls', table: PER_THOUSAND }] };
      const codes = [];
      for (let i = 0; i < 11; i++) codes.push((await gauge.decide(question(window, change))).code);
      expect(codes).toEqual([...Array(10).fill('ok'), 'spend_limit_reached']);
    });

    it('adds up the money of all meters', async () => {
      const { gauge, window } = await opened();
      const prices = [
        { meter: 'calls', table: PACKAGE },
        { meter: 'tokens', table: PER_THOUSAND },
      ];
      const change = { spendLimit: 300, prices };
      expect((await gauge.decide(question(window, { ...change, meter: 'calls', cost: 7 }))).code).toBe('ok');
      expect((await gauge.decide(question(window, { ...change, meter: 'tokens', cost: 1_500 }))).code).toBe(
        'ok',
      );
      const denied = await gauge.decide(question(window, { ...change, meter: 'tokens', cost: 1 }));
      expect(denied.code).toBe('spend_limit_reached');
    });

    it('prices windows of any size to the minor unit, as the flat table does', async () => {
      const asked = fc.record({
        table: fc.constantFrom(PER_THOUSAND, GRADUATED, PACKAGE, VOLUME),
        units: fc.oneof(fc.nat(100), fc.double({ min: 0, max: 1e14, noNaN: true })),
        cost: fc.integer({ min: 1, max: 21 }),
        below: fc.constantFrom(0, 1),
      });
      await fc.assert(
        fc.asyncProperty(asked, async ({ table, units, cost, below }) => {
          const window = freshWindow();
          const gauge = make();
          await gauge.seed(window, [{ meter: 'calls', keyId: 'key_1', units, calls: 1 }], EMPTY_SNAPSHOT);
          const [exact, rounded] = [priceFromTable, spendFromTable].map((of) => of(table, units + cost, 2));
          const spendLimit = Math.max(0, (rounded as number) - below);
          const isOver = (exact as number) > spendLimit + SLACK * Math.max(1, spendLimit);
          const prices = [{ meter: 'calls', table }];
          const { code } = await gauge.decide(question(window, { cost, spendLimit, prices }));
          expect(code).toBe(isOver || (rounded as number) > spendLimit ? 'spend_limit_reached' : 'ok');
        }),
        { numRuns: 200 },
      );
    });

    it("prices a key's own use for the key's spend limit", async () => {
      const { gauge, window } = await opened();
      const change = { keySpendLimit: 1, prices: [{ meter: 'calls', table: PER_THOUSAND }] };
      await gauge.decide(question(window, { ...change, keyId: 'key_2', cost: 10 }));
      expect((await gauge.decide(question(window, { ...change, cost: 10 }))).code).toBe('ok');
      expect(await gauge.decide(question(window, change))).toMatchObject({
        code: 'spend_limit_reached',
        byKey: true,
      });
    });

    it('says credits_exhausted when the prepaid balance is what lacks', async () => {
      const { gauge, window } = await opened();
      const change = { creditLimit: 0, prices: [{ meter: 'calls', table: PER_THOUSAND }] };
      expect((await gauge.decide(question(window, change))).code).toBe('credits_exhausted');
    });

    it('consumes nothing on a dry run, and gives back on release', async () => {
      const { gauge, window } = await opened();
      await gauge.decide(question(window, { dryRun: true, cost: 5 }));
      expect(await gauge.read(window)).toEqual([]);
      await gauge.decide(question(window, { cost: 5 }));
      await gauge.release(question(window, { cost: 5 }));
      expect(await gauge.read(window)).toEqual([{ meter: 'calls', keyId: 'key_1', units: 0, calls: 0 }]);
    });
  });

  describe('against a simple model', () => {
    const step = fc.record({
      cost: fc.integer({ min: 0, max: 12 }),
      key: fc.constantFrom('key_1', 'key_2'),
      meter: fc.constantFrom('calls', 'tokens'),
      waitMs: fc.integer({ min: 0, max: 150 }),
    });
    const limits = fc.record({
      rate: fc.option(
        fc.record({ intervalMs: fc.constantFrom(50, 100), burst: fc.integer({ min: 1, max: 5 }) }),
      ),
      hardQuota: fc.option(fc.integer({ min: 0, max: 60 })),
      keyQuota: fc.option(fc.integer({ min: 0, max: 40 })),
      spendLimit: fc.option(fc.integer({ min: 0, max: 2_500 })),
      table: fc.constantFrom(PER_THOUSAND, GRADUATED, PACKAGE, VOLUME),
    });

    it('answers every call of any sequence as the model does', async () => {
      await fc.assert(
        fc.asyncProperty(limits, fc.array(step, { minLength: 1, maxLength: 40 }), async (bound, steps) => {
          const { gauge, window } = await opened();
          const model = new Model(bound);
          let nowMs = 1_000_000;
          for (const { cost, key, meter, waitMs } of steps) {
            nowMs += waitMs;
            const { table, ...rest } = bound;
            const decision = await gauge.decide(
              question(window, {
                ...rest,
                cost,
                meter,
                keyId: key,
                nowMs,
                prices: [{ meter: 'calls', table }],
              }),
            );
            expect(decision.code).toBe(model.decide(meter, key, cost, nowMs));
            expect(decision.pricedUnits[0]?.units).toBe(model.units('calls'));
          }
        }),
        { numRuns: 60 },
      );
    });
  });
}

interface Bound {
  rate: { intervalMs: number; burst: number } | null;
  hardQuota: number | null;
  keyQuota: number | null;
  spendLimit: number | null;
  table: number[];
}

/** The limits in the plainest words: a list of what was let through. */
class Model {
  private readonly uses: { meter: string; key: string; cost: number }[] = [];
  private tokens: number;
  private refilledAtMs = 0;

  constructor(private readonly bound: Bound) {
    this.tokens = bound.rate?.burst ?? 0;
  }

  units(meter: string): number {
    return this.uses.filter((use) => use.meter === meter).reduce((sum, use) => sum + use.cost, 0);
  }

  decide(meter: string, key: string, cost: number, nowMs: number): string {
    const { rate, hardQuota, keyQuota, spendLimit } = this.bound;
    // GCRA is a token bucket that holds `burst` and gains one token an interval.
    const tokens = rate
      ? Math.min(rate.burst, this.tokens + (nowMs - this.refilledAtMs) / rate.intervalMs)
      : Number.POSITIVE_INFINITY;
    if (tokens < 1 - 1e-6) return 'rate_limited';
    if (hardQuota !== null && this.units(meter) + cost > hardQuota) return 'quota_exceeded';
    const ofKey = this.uses.filter((use) => use.key === key).reduce((sum, use) => sum + use.cost, 0);
    if (keyQuota !== null && ofKey + cost > keyQuota) return 'quota_exceeded';
    if (spendLimit !== null && this.costs(meter, cost) > spendLimit) return 'spend_limit_reached';
    this.uses.push({ meter, key, cost });
    this.tokens = tokens - 1;
    this.refilledAtMs = nowMs;
    return 'ok';
  }

  private costs(meter: string, cost: number): number {
    const isPriced = meter === 'calls';
    const units = this.units('calls') + (isPriced ? cost : 0);
    const calls = this.uses.filter((use) => use.meter === 'calls').length + (isPriced ? 1 : 0);
    const exact = priceFromTable(this.bound.table, units, calls);
    return Math.max(exact - 1e-6, spendFromTable(this.bound.table, units, calls));
  }
}
